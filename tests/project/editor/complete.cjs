// What an editor would offer at the places of some ledgers. Reads {name: text} as JSON, with ¦ where the cursor is;
// prints {name: [[what is offered, its description]]}. The argument is the folder that the ledgers are in.
const fs = require("fs")
const path = require("path")
const url = require("url")
const { TaploLsp } = require("@taplo/lsp")

const folder = process.argv[2]
const ledgers = JSON.parse(fs.readFileSync(0, "utf8"))
const waiting = new Map()
const environment = {
  now: () => new Date(),
  envVar: (name) => process.env[name],
  envVars: () => Object.entries(process.env),
  stdErrAtty: () => false,
  stdin: async () => new Uint8Array(),
  stdout: async (bytes) => bytes.length,
  stderr: async (bytes) => bytes.length,
  glob: () => [],
  readFile: (name) => fs.promises.readFile(name),
  writeFile: async () => {},
  urlToFilePath: (address) => decodeURI(address).slice("file://".length),
  isAbsolute: (name) => path.isAbsolute(name),
  cwd: () => folder,
  findConfigFile: () => undefined,
  // The catalogue of schemas is on the network; the ledger's schema is a file.
  fetch: { Headers, Request, Response, fetch: async () => Response.error() },
}

async function main() {
  const server = await TaploLsp.initialize(environment, { onMessage })
  let asked = 0

  function onMessage(message) {
    if (message.id !== undefined && message.method === undefined) waiting.get(message.id)(message)
    else if (message.id !== undefined) {
      const result = message.method === "workspace/configuration" ? message.params.items.map(() => ({})) : null
      server.send({ jsonrpc: "2.0", id: message.id, result })
    } else if (message.method === "textDocument/publishDiagnostics") waiting.get(message.params.uri)?.()
  }
  const told = (method, params) => server.send({ jsonrpc: "2.0", method, params })
  const answer = (method, params) =>
    new Promise((resolve) => {
      const id = ++asked
      waiting.set(id, resolve)
      server.send({ jsonrpc: "2.0", id, method, params })
    })

  const root = url.pathToFileURL(folder).href
  const documentation = { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } }
  await answer("initialize", {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "ledgers" }],
    initializationOptions: { configurationSection: "evenBetterToml" },
    capabilities: { workspace: {}, textDocument: { completion: documentation } },
  })
  told("initialized", {})
  const offered = {}
  for (const [name, marked] of Object.entries(ledgers)) {
    const before = marked.slice(0, marked.indexOf("¦")).split("\n")
    const uri = `${root}/${name}.toml`
    const checked = new Promise((resolve) => waiting.set(uri, resolve))
    const text = marked.replace("¦", "")
    told("textDocument/didOpen", { textDocument: { uri, languageId: "toml", version: 1, text } })
    await checked // the schema is read by then
    const position = { line: before.length - 1, character: before.at(-1).length }
    const { result } = await answer("textDocument/completion", { textDocument: { uri }, position })
    const items = Array.isArray(result) ? result : (result?.items ?? [])
    offered[name] = items.map((item) => [item.label, item.documentation?.value ?? item.documentation ?? ""])
  }
  console.log(JSON.stringify(offered))
  process.exit(0)
}

main().catch((fault) => {
  console.error(fault)
  process.exit(1)
})
