// Joins the modules of the command line into a few files: a start that opens three hundred files takes twice as long.
// The library (dist/index.js and its neighbours) stays as the compiler wrote it. Packages are not joined in.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const inDist = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

rmSync(inDist("bin"), { recursive: true, force: true });
await build({
  // Threads and child processes start from files of their own, which stand beside the code that starts them.
  entryPoints: {
    medlint: inDist("cli/main.js"),
    "judge-batch": inDist("batches/judge-batch.js"),
    "page-worker": inDist("crawl/pages/page-worker.js"),
    child: inDist("ocr/pool/child.js"),
  },
  outdir: inDist("bin"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  // Less to parse; names stay, so that a stack can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
});
