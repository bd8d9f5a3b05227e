// Joins the modules of the command line into one script, and those of its threads into a few files: a start that opens
// three hundred files takes twice as long. The library (dist/index.js and its neighbours) stays as the compiler wrote it.
// Packages are not joined in.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const inDist = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

/** The one module that waits while it loads, which a script cannot: in dist/ it has nothing to wait for. */
const withoutWaiting = {
  name: "without-waiting",
  setup: ({ onLoad }) =>
    onLoad({ filter: /source-compiler\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/export const compiler = .*;/, "export const compiler = null;"),
    })),
};

const options = {
  outdir: inDist("bin"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  packages: "external",
  plugins: [withoutWaiting],
  // Less to parse; names stay, so that a stack can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
};

rmSync(inDist("bin"), { recursive: true, force: true });
// Threads and child processes start from files of their own, which stand beside the code that starts them.
await build({
  ...options,
  format: "esm",
  splitting: true,
  entryPoints: {
    "judge-batch": inDist("batches/judge-batch.js"),
    "page-worker": inDist("crawl/pages/page-worker.js"),
    child: inDist("ocr/pool/child.js"),
  },
});
const { outputFiles } = await build({
  ...options,
  format: "cjs",
  define: { "import.meta.url": "__url" },
  // The function that Node puts around a module, since `medlint.js` compiles it itself.
  banner: {
    js: `(function (exports, require, module, __filename, __import) {"use strict";
const __url = require("node:url").pathToFileURL(__filename).href;`,
  },
  footer: { js: "})" },
  entryPoints: { program: inDist("cli/main.js") },
  write: false,
});
// V8 reads a script of one byte a character faster. esbuild escapes strings; regular expressions it leaves.
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const program = outputFiles[0].text
  .replace(/^#!.*\n/, "")
  .replaceAll(/[\u0080-\uffff]/g, escaped)
  // What comes from the cache cannot import; the module that starts it can.
  .replaceAll(/\bimport\(/g, "__import(");
writeFileSync(inDist("bin/program.js"), program);
writeFileSync(
  inDist("bin/medlint.js"),
  `#!/usr/bin/env node
// Starts the program from V8's code cache where this very V8 wrote it; any other compiles as usual.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const filename = fileURLToPath(new URL("./program.js", import.meta.url));
const cache = fileURLToPath(new URL("./program.cache", import.meta.url));
const script = new vm.Script(readFileSync(filename, "latin1"), {
  filename,
  cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
});
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(filename), module, filename, (name) => import(name));
// The build runs the program once, so that the functions which a check needs are in the cache.
if (process.env.MEDLINT_WRITE_CODE_CACHE === "1")
  process.on("exit", () => writeFileSync(cache, script.createCachedData()));
`,
);
