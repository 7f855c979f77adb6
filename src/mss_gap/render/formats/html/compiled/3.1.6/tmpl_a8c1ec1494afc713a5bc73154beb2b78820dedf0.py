from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'page.html.jinja'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_edition = resolve('edition')
    l_0_page = resolve('page')
    l_0_style = resolve('style')
    l_0_tables = l_0_chart = missing
    pass
    l_0_tables = context.vars['tables'] = environment.get_template('tables.html.jinja', 'page.html.jinja')._get_default_module(context)
    context.exported_vars.discard('tables')
    def macro(l_1_drawn):
        t_1 = []
        if l_1_drawn is missing:
            l_1_drawn = undefined("parameter 'drawn' was not provided", name='drawn')
        pass
        t_1.extend((
            '<figure class="chart wide">\n',
            escape(environment.getattr(l_1_drawn, 'wide')),
            '</figure>\n<figure class="chart narrow">\n',
            escape(environment.getattr(l_1_drawn, 'narrow')),
            '</figure>\n',
        ))
        return concat(t_1)
    context.exported_vars.add('chart')
    context.vars['chart'] = l_0_chart = Macro(environment, macro, 'chart', ('drawn',), False, False, False, context.eval_ctx.autoescape)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\n<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n<meta name="generator" content="mss-gap '
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'version'))
    yield '">\n<link rel="icon" href="data:,">\n<title>'
    yield escape(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'title'))
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'mission'):
        pass
        yield ': pledged and delivered'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'when'):
        pass
        yield ', '
        yield escape(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'when'))
    yield '</title>\n<style>\n'
    yield escape((undefined(name='style') if l_0_style is missing else l_0_style))
    yield '</style>\n</head>\n<body>\n<a class="skip" href="#main">Skip to the figures</a>\n<header>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'mission'):
        pass
        yield '<p class="kicker">Pledged and delivered</p>\n'
    yield '<h1><bdi>'
    yield escape(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'title'))
    yield '</bdi></h1>\n<p class="dateline">'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'when'):
        pass
        yield 'As of '
        yield escape(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'when'))
    else:
        pass
        yield 'Undated'
    yield '</p>\n</header>\n<nav aria-label="Contents">\n<ul>\n<li><a href="#gaps">Gaps</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'contributors'):
        pass
        yield '<li><a href="#contributors">Contributors</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'kept'):
        pass
        yield '<li><a href="#kept">Pledges kept</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'stages'):
        pass
        yield '<li><a href="#stages">Stages</a></li>\n'
    yield '<li><a href="#pace">Course and pace</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'):
        pass
        yield '<li><a href="#withdrawal">If <bdi>'
        yield escape(environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'who'))
        yield '</bdi> withdraws</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'claims'):
        pass
        yield '<li><a href="#claims">Claims</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'context'):
        pass
        yield '<li><a href="#context">Context</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'warnings'):
        pass
        yield '<li><a href="#warnings">Warnings</a></li>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'notes'):
        pass
        yield '<li><a href="#sources">Sources</a></li>\n'
    yield '<li><a href="#making">How this page was made</a></li>\n</ul>\n</nav>\n<main id="main">\n<section aria-labelledby="gaps">\n<h2 id="gaps">Where the pledges stand</h2>\n<ul class="headlines">\n'
    for l_1_headline in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'headlines'):
        _loop_vars = {}
        pass
        yield '<li><strong><bdi>'
        yield escape(environment.getattr(l_1_headline, 'title'))
        yield '</bdi></strong> <span class="sentence">'
        yield escape(environment.getattr(l_1_headline, 'sentence'))
        yield ' '
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'notes'), environment.getattr(l_1_headline, 'notes'), _loop_vars=_loop_vars))
        yield '</span>'
        if environment.getattr(l_1_headline, 'basis'):
            pass
            yield ' <span class="detail">The pledge: <bdi>'
            yield escape(environment.getattr(l_1_headline, 'basis'))
            yield '</bdi>.</span>'
        yield '</li>\n'
    l_1_headline = missing
    yield '</ul>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'warnings'):
        pass
        yield '<p class="remark"><a href="#warnings">'
        yield escape(('A warning bears' if (environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'number_of_warnings') == 1) else markup_join((environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'number_of_warnings'), ' warnings bear', ))))
        yield ' on these figures.</a></p>\n'
    yield escape(context.call((undefined(name='chart') if l_0_chart is missing else l_0_chart), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'gap_chart')))
    yield '\n'
    yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'summary')))
    yield '\n<p class="remark">The gap is what was pledged less what was delivered, and the shortfall is the gap as a share of the pledge. “As of” is the day of the latest figure. Numbers in brackets are the <a href="#sources">sources</a>.</p>\n</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'contributors'):
        pass
        yield '<section aria-labelledby="contributors">\n<h2 id="contributors">Who pledged and delivered what</h2>\n'
        for l_1_part in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'contributors'):
            _loop_vars = {}
            pass
            yield '<div class="together">\n<h3><bdi>'
            yield escape(environment.getattr(l_1_part, 'title'))
            yield '</bdi></h3>\n'
            if environment.getattr(l_1_part, 'where_the_gap_is'):
                pass
                yield '<p>'
                yield escape(environment.getattr(l_1_part, 'where_the_gap_is'))
                yield '</p>\n'
            if environment.getattr(l_1_part, 'chart'):
                pass
                yield escape(context.call((undefined(name='chart') if l_0_chart is missing else l_0_chart), environment.getattr(l_1_part, 'chart'), _loop_vars=_loop_vars))
                yield '\n'
            yield '</div>\n'
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_part, 'table'), _loop_vars=_loop_vars))
            yield '\n'
            for l_2_table in environment.getattr(l_1_part, 'more'):
                _loop_vars = {}
                pass
                yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), l_2_table, _loop_vars=_loop_vars))
                yield '\n'
            l_2_table = missing
        l_1_part = missing
        if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'without_contributors'):
            pass
            yield '<p>No contributor is recorded for <bdi>'
            yield escape(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'without_contributors'))
            yield '</bdi>.</p>\n'
        yield '</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'kept'):
        pass
        yield '<section aria-labelledby="kept">\n<h2 id="kept">Which pledges were kept, and when</h2>\n'
        for l_1_part in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'kept'):
            _loop_vars = {}
            pass
            yield '<h3><bdi>'
            yield escape(environment.getattr(l_1_part, 'title'))
            yield '</bdi></h3>\n'
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_part, 'table'), _loop_vars=_loop_vars))
            yield '\n'
        l_1_part = missing
        yield '<p class="remark">A pledge is kept when all of it was delivered, and overdue when less is recorded as delivered than was due before the report date. “By when” is the day by which all of it was promised.</p>\n</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'stages'):
        pass
        yield '<section aria-labelledby="stages">\n<h2 id="stages">How far deliveries have come</h2>\n'
        for l_1_part in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'stages'):
            _loop_vars = {}
            pass
            yield '<div class="together">\n<h3><bdi>'
            yield escape(environment.getattr(l_1_part, 'title'))
            yield '</bdi></h3>\n'
            yield escape(context.call((undefined(name='chart') if l_0_chart is missing else l_0_chart), environment.getattr(l_1_part, 'chart'), _loop_vars=_loop_vars))
            yield '\n</div>\n'
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_part, 'table'), _loop_vars=_loop_vars))
            yield '\n'
        l_1_part = missing
        yield '</section>\n'
    yield '<section aria-labelledby="pace">\n<h2 id="pace">Course and pace</h2>\n'
    yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'pace')))
    yield '\n<div class="courses">\n'
    for l_1_history in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'histories'):
        _loop_vars = {}
        pass
        yield '<div class="course together">\n<h3><bdi>'
        yield escape(environment.getattr(l_1_history, 'title'))
        yield '</bdi></h3>\n<p>'
        yield escape(environment.getattr(l_1_history, 'sentence'))
        yield '</p>\n'
        if environment.getattr(l_1_history, 'chart'):
            pass
            yield escape(context.call((undefined(name='chart') if l_0_chart is missing else l_0_chart), environment.getattr(l_1_history, 'chart'), _loop_vars=_loop_vars))
            yield '\n'
        if environment.getattr(l_1_history, 'periods'):
            pass
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_history, 'periods'), _loop_vars=_loop_vars))
            yield '\n'
        yield '</div>\n'
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'left_out'), environment.getattr(l_1_history, 'left_out'), _loop_vars=_loop_vars))
        if environment.getattr(l_1_history, 'table'):
            pass
            yield '<details class="entries">\n<summary>'
            yield escape(environment.getattr(l_1_history, 'entries'))
            yield ' of <bdi>'
            yield escape(environment.getattr(l_1_history, 'title'))
            yield '</bdi>, '
            yield escape(environment.getattr(l_1_history, 'listed'))
            yield '</summary>\n'
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_history, 'table'), _loop_vars=_loop_vars))
            yield '\n</details>\n'
    l_1_history = missing
    yield '</div>\n</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'):
        pass
        yield '<section aria-labelledby="withdrawal">\n<h2 id="withdrawal">If <bdi>'
        yield escape(environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'who'))
        yield '</bdi> withdraws</h2>\n<p>'
        yield escape(environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'why'))
        yield '</p>\n'
        if environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'unchanged'):
            pass
            yield '<p>'
            yield escape(environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'unchanged'))
            yield '</p>\n'
        for l_1_table in environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'scenario'), 'tables'):
            _loop_vars = {}
            pass
            yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), l_1_table, _loop_vars=_loop_vars))
            yield '\n'
        l_1_table = missing
        yield '</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'claims'):
        pass
        yield '<section aria-labelledby="claims">\n<h2 id="claims">Published claims against the ledger</h2>\n<p>'
        yield escape(environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'claims'), 'tally'))
        yield ' A claim is held against the ledger on its own day.</p>\n'
        for l_1_part in environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'claims'), 'verdicts'):
            _loop_vars = {}
            pass
            if (not environment.getattr(l_1_part, 'folded')):
                pass
                yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_part, 'table'), _loop_vars=_loop_vars))
                yield '\n'
            elif environment.getattr(environment.getattr(l_1_part, 'table'), 'rows'):
                pass
                yield '<details class="claims">\n<summary>'
                yield escape(environment.getattr(environment.getattr(l_1_part, 'table'), 'caption'))
                yield ': '
                yield escape(environment.getattr(l_1_part, 'number'))
                yield '</summary>\n'
                yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(l_1_part, 'table'), _loop_vars=_loop_vars))
                yield '\n</details>\n'
        l_1_part = missing
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr(environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'claims'), 'rivals')))
        yield '\n</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'context'):
        pass
        yield '<section aria-labelledby="context">\n<h2 id="context">Context</h2>\n'
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'data'), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'context')))
        yield '\n</section>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'warnings'):
        pass
        yield '<section aria-labelledby="warnings">\n<h2 id="warnings">Warnings</h2>\n<p>What a reader should know before quoting these figures:</p>\n<ul>\n'
        for l_1_warning in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'warnings'):
            _loop_vars = {}
            pass
            yield '<li>'
            yield escape(l_1_warning)
            yield '.</li>\n'
        l_1_warning = missing
        yield '</ul>\n'
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'left_out'), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'more_warnings')))
        yield '</section>\n'
    yield '</main>\n<footer>\n<section aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'notes'):
        pass
        yield '<ol class="sources">\n'
        for l_1_note in environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'notes'):
            _loop_vars = {}
            pass
            yield '<li id="note-'
            yield escape(environment.getattr(l_1_note, 'number'))
            yield '">'
            if environment.getattr(l_1_note, 'link'):
                pass
                yield '<a href="'
                yield escape(environment.getattr(l_1_note, 'link'))
                yield '" rel="noreferrer"><bdi>'
                yield escape((environment.getattr(l_1_note, 'text') or environment.getattr(l_1_note, 'url')))
                yield '</bdi></a>'
                if environment.getattr(l_1_note, 'text'):
                    pass
                    yield ' <span class="address">'
                    yield escape(environment.getattr(l_1_note, 'url'))
                    yield '</span>'
            else:
                pass
                yield '<bdi>'
                yield escape((environment.getattr(l_1_note, 'text') or environment.getattr(l_1_note, 'url')))
                yield '</bdi>'
                if (environment.getattr(l_1_note, 'text') and environment.getattr(l_1_note, 'url')):
                    pass
                    yield ' <span class="address">'
                    yield escape(environment.getattr(l_1_note, 'url'))
                    yield '</span>'
            yield '</li>\n'
        l_1_note = missing
        yield '</ol>\n'
        yield escape(context.call(environment.getattr((undefined(name='tables') if l_0_tables is missing else l_0_tables), 'left_out'), environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'more_sources')))
    else:
        pass
        yield '<p>The ledger names no source for these figures.</p>\n'
    yield '</section>\n<section aria-labelledby="making">\n<h2 id="making">How this page was made</h2>\n<p>By mss-gap '
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'version'))
    yield ', from '
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'ledger'))
    yield ', in exact decimals; percentages are rounded to one decimal. The same ledger'
    yield escape((', tables' if environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'tables') else cond_expr_undefined("the inline if-expression on line 220 in 'page.html.jinja' evaluated to false and no else section was defined.")))
    yield ', date and version make the same page.</p>\n<dl class="edition">\n<div><dt>Report date</dt><dd>'
    yield escape((environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'when') or 'none'))
    yield '</dd></div>\n<div><dt>SHA-256 of the ledger</dt><dd><code>'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'digest'))
    yield '</code></dd></div>\n'
    for (l_1_name, l_1_digest) in environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'digests'):
        _loop_vars = {}
        pass
        yield '<div><dt>SHA-256 of <bdi>'
        yield escape(l_1_name)
        yield '</bdi></dt><dd><code>'
        yield escape(l_1_digest)
        yield '</code></dd></div>\n'
    l_1_name = l_1_digest = missing
    yield '<div><dt>To check '
    yield escape(('them' if environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'tables') else 'the ledger'))
    yield '</dt><dd><code>'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'check'))
    yield '</code></dd></div>\n<div><dt>To make this page again</dt><dd><code>'
    yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'remake'))
    yield '</code></dd></div>\n'
    if environment.getattr((undefined(name='page') if l_0_page is missing else l_0_page), 'is_shortened'):
        pass
        yield '<div><dt>To make a page that lists all</dt><dd><code>'
        yield escape(environment.getattr((undefined(name='edition') if l_0_edition is missing else l_0_edition), 'make_all'))
        yield '</code></dd></div>\n'
    yield '</dl>\n</section>\n</footer>\n</body>\n</html>\n'

blocks = {}
debug_info = '1=15&2=17&4=24&7=26&18=33&20=35&22=44&28=46&31=50&32=52&37=60&40=63&43=66&47=70&48=73&50=75&53=78&56=81&59=84&69=88&70=92&73=106&74=109&76=111&77=113&80=115&83=118&85=122&86=124&87=127&89=129&90=131&93=134&94=136&95=139&98=143&99=146&103=149&106=152&107=156&108=158&113=162&116=165&118=169&119=171&121=173&127=178&129=180&131=184&132=186&133=188&134=190&136=192&137=194&140=197&141=198&143=201&144=207&150=211&152=214&153=216&154=218&155=221&157=223&158=226&162=230&165=233&166=235&167=238&168=240&169=242&171=245&172=249&176=252&179=254&182=257&185=259&190=262&191=266&194=270&201=273&203=276&204=280&205=282&206=285&208=297&213=307&220=312&222=318&223=320&224=322&225=326&227=332&228=336&229=338&230=341'