import { importRegistry } from "../../src/store/index.js";
import { deviceRow, jsonLines } from "./rows.js";

/** Imports half of its rows, says so on standard output and waits to be killed. Arguments: registry file, rows. */
const [path = "", count = "0"] = process.argv.slice(2);

async function* half(): AsyncGenerator<Uint8Array> {
  yield* jsonLines(
    Array.from({ length: Number(count) }, (_, i) => deviceRow(i, { intended_use: "新" })),
    1 << 16,
  );
  yield Buffer.from("\n");
  process.stdout.write("half\n");
  await new Promise((resolve) => setInterval(resolve, 2 ** 30));
}

importRegistry(path, { name: "stalling", bytes: half() }, { source: "示例数据库", asOf: "2022-01-31" }).catch(
  (error) => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
