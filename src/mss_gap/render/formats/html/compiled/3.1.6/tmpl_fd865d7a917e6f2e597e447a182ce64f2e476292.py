from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'tables.html.jinja'

def root(context, missing=missing):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_notes = l_0_left_out = l_0_data = missing
    try:
        t_1 = environment.tests['none']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No test named 'none' found.")
    pass
    def macro(l_1_cited):
        t_2 = []
        if l_1_cited is missing:
            l_1_cited = undefined("parameter 'cited' was not provided", name='cited')
        pass
        if environment.getattr(l_1_cited, 'spans'):
            pass
            t_2.append(
                '<span class="notes">[',
            )
            l_2_loop = missing
            for l_2_span, l_2_loop in LoopContext(environment.getattr(l_1_cited, 'spans'), undefined):
                _loop_vars = {}
                pass
                l_3_loop = missing
                for l_3_number, l_3_loop in LoopContext(l_2_span, undefined):
                    _loop_vars = {}
                    pass
                    t_2.extend((
                        '<a href="#note-',
                        escape(l_3_number),
                        '" aria-label="Source ',
                        escape(l_3_number),
                        '">',
                        escape(l_3_number),
                        '</a>',
                    ))
                    if (not environment.getattr(l_3_loop, 'last')):
                        pass
                        t_2.append(
                            '–',
                        )
                l_3_loop = l_3_number = missing
                if (not environment.getattr(l_2_loop, 'last')):
                    pass
                    t_2.append(
                        ',',
                    )
            l_2_loop = l_2_span = missing
            if environment.getattr(l_1_cited, 'more'):
                pass
                t_2.extend((
                    ' and ',
                    escape(environment.getattr(l_1_cited, 'more')),
                    ' more',
                ))
            t_2.append(
                ']</span>',
            )
        return concat(t_2)
    context.exported_vars.add('notes')
    context.vars['notes'] = l_0_notes = Macro(environment, macro, 'notes', ('cited',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_sentence):
        t_3 = []
        if l_1_sentence is missing:
            l_1_sentence = undefined("parameter 'sentence' was not provided", name='sentence')
        pass
        if l_1_sentence:
            pass
            t_3.extend((
                '<p class="remark">',
                escape(l_1_sentence),
                ' <a href="#making">How to list all</a></p>\n',
            ))
        return concat(t_3)
    context.exported_vars.add('left_out')
    context.vars['left_out'] = l_0_left_out = Macro(environment, macro, 'left_out', ('sentence',), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_table):
        t_4 = []
        if l_1_table is missing:
            l_1_table = undefined("parameter 'table' was not provided", name='table')
        pass
        if environment.getattr(l_1_table, 'lead'):
            pass
            t_4.extend((
                '<p>',
                escape(environment.getattr(l_1_table, 'lead')),
                '</p>\n',
            ))
        if environment.getattr(l_1_table, 'rows'):
            pass
            t_4.extend((
                '<table class="',
                escape(environment.getattr(l_1_table, 'looks')),
                '">\n<caption><bdi>',
                escape(environment.getattr(l_1_table, 'caption')),
                '</bdi></caption>\n<thead>\n<tr>\n',
            ))
            for l_2_column in environment.getattr(l_1_table, 'columns'):
                _loop_vars = {}
                pass
                t_4.extend((
                    '<th scope="col" class="',
                    escape(environment.getattr(l_2_column, 'looks')),
                    '">',
                ))
                if environment.getattr(l_2_column, 'unseen'):
                    pass
                    t_4.extend((
                        '<span class="unseen">',
                        escape(environment.getattr(l_2_column, 'title')),
                        '</span>',
                    ))
                else:
                    pass
                    t_4.append(
                        escape(environment.getattr(l_2_column, 'title')),
                    )
                t_4.append(
                    '</th>\n',
                )
            l_2_column = missing
            t_4.append(
                '</tr>\n</thead>\n<tbody>\n',
            )
            for l_2_row in environment.getattr(l_1_table, 'rows'):
                _loop_vars = {}
                pass
                t_4.append(
                    '<tr',
                )
                if environment.getattr(l_2_row, 'apart'):
                    pass
                    t_4.append(
                        ' class="apart"',
                    )
                t_4.append(
                    '>\n',
                )
                for l_3_cell in environment.getattr(l_2_row, 'cells'):
                    _loop_vars = {}
                    pass
                    if environment.getattr(l_3_cell, 'names_row'):
                        pass
                        t_4.extend((
                            '<th scope="row" class="',
                            escape(environment.getattr(l_3_cell, 'looks')),
                            '">',
                        ))
                    else:
                        pass
                        t_4.extend((
                            '<td class="',
                            escape(environment.getattr(l_3_cell, 'looks')),
                            '"',
                        ))
                        if environment.getattr(l_3_cell, 'heading'):
                            pass
                            t_4.extend((
                                ' data-heading="',
                                escape(environment.getattr(l_3_cell, 'heading')),
                                '"',
                            ))
                        t_4.append(
                            '>',
                        )
                    if (not t_1(environment.getattr(l_3_cell, 'bar'))):
                        pass
                        t_4.extend((
                            '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="whole" width="100" height="10"/><rect class="part" width="',
                            escape(environment.getattr(l_3_cell, 'bar')),
                            '" height="10"/></svg>',
                        ))
                    else:
                        pass
                        t_4.extend((
                            '<span class="said"><bdi>',
                            escape(environment.getattr(l_3_cell, 'text')),
                            '</bdi>',
                        ))
                        if environment.getattr(environment.getattr(l_3_cell, 'notes'), 'spans'):
                            pass
                            t_4.extend((
                                ' ',
                                escape(context.call((undefined(name='notes') if l_0_notes is missing else l_0_notes), environment.getattr(l_3_cell, 'notes'), _loop_vars=_loop_vars)),
                            ))
                        if environment.getattr(l_3_cell, 'detail'):
                            pass
                            t_4.extend((
                                ' <span class="detail"><bdi>',
                                escape(environment.getattr(l_3_cell, 'detail')),
                                '</bdi></span>',
                            ))
                        t_4.append(
                            '</span>',
                        )
                    t_4.extend((
                        '</',
                        escape(('th' if environment.getattr(l_3_cell, 'names_row') else 'td')),
                        '>\n',
                    ))
                l_3_cell = missing
                t_4.append(
                    '</tr>\n',
                )
            l_2_row = missing
            t_4.append(
                '</tbody>\n</table>\n',
            )
        for l_2_remark in environment.getattr(l_1_table, 'remarks'):
            _loop_vars = {}
            pass
            t_4.extend((
                '<p class="remark">',
                escape(l_2_remark),
                '</p>\n',
            ))
        l_2_remark = missing
        t_4.append(
            escape(context.call((undefined(name='left_out') if l_0_left_out is missing else l_0_left_out), environment.getattr(l_1_table, 'left_out'))),
        )
        return concat(t_4)
    context.exported_vars.add('data')
    context.vars['data'] = l_0_data = Macro(environment, macro, 'data', ('table',), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '1=18&2=23&3=29&7=71&8=76&9=80&13=87&14=92&15=96&17=99&18=103&19=105&22=108&23=113&28=135&29=141&30=149&31=152&32=156&34=163&36=176&37=180&39=187&41=208&48=219&49=224&51=229'