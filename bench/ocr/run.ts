import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createOcrPool } from "../../src/ocr/index.js";
import { type Contestant, medlint, peers } from "./contestants.js";
import { drawPicture, readPictures } from "./pictures.js";

/**
 * Pictures read a second, one child and two, beside @gutenye/ocr-node and tesseract.js; a long poster; the cache.
 *
 *     npx tsx bench/ocr/run.ts [--rounds 5] [--pictures 8] [--folder DIR] [--only pictures|poster|cache] [--no-peers]
 *
 * Peers: `cd bench && npm ci --ignore-scripts`. Contestants take turns; each starts anew in every round and is warm
 * before the clock runs. Memory is the highest resident set, of all children together, or of this process for a peer.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    pictures: { type: "string", default: "8" },
    folder: { type: "string" },
    only: { type: "string" },
    "no-peers": { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function race(contestants: readonly Contestant[], pictures: readonly Buffer[], times: number): Promise<void> {
  const seconds = new Map<string, number[]>();
  const facts = new Map<string, { characters: number; megabytes: number }>();
  for (let round = 0; round < times; round++) {
    for (const contestant of contestants) {
      const reader = await contestant.open();
      const start = performance.now();
      const characters = await reader.read(pictures);
      const taken = (performance.now() - start) / 1000;
      seconds.set(contestant.name, [...(seconds.get(contestant.name) ?? []), taken]);
      facts.set(contestant.name, { characters, megabytes: reader.megabytes() });
      await reader.close();
    }
  }
  const base = median(seconds.get(contestants[0]?.name ?? "") ?? []);
  for (const [name, taken] of seconds) {
    const { characters = 0, megabytes = 0 } = facts.get(name) ?? {};
    const rate = pictures.length / median(taken);
    const spread = `${(pictures.length / Math.max(...taken)).toFixed(2)}–${(pictures.length / Math.min(...taken)).toFixed(2)}`;
    say(
      `  ${name.padEnd(30)} ${rate.toFixed(2).padStart(7)}/s  (${spread})  ${median(taken).toFixed(1).padStart(6)} s  ` +
        `x${(base / median(taken)).toFixed(2)}  ${characters} characters  ${Math.round(megabytes)} MB`,
    );
  }
}

const others = options["no-peers"] ? [] : peers();
if (!options["no-peers"] && others.length < 2) say("some peers are not installed: cd bench && npm ci --ignore-scripts");

if (options.only === undefined || options.only === "pictures") {
  const pictures =
    options.folder === undefined
      ? await Promise.all(
          Array.from({ length: Number(options.pictures) }, (_, seed) => drawPicture(800, 800, 72, seed)),
        )
      : readPictures(options.folder);
  say(
    `${pictures.length} pictures${options.folder === undefined ? " of 800 x 800, 10 lines each" : ""}, ${rounds} rounds`,
  );
  await race([medlint("paddle", 1), medlint("paddle", 2), medlint("tesseract", 2), ...others], pictures, rounds);
}

if (options.only === undefined || options.only === "poster") {
  const poster = await drawPicture(790, 20_000, 110, 3);
  say(`a poster of 790 x 20,000 with ${Math.ceil(20_000 / 110) - 1} lines, ${Math.min(rounds, 3)} rounds`);
  await race([medlint("paddle", 1), medlint("paddle", 2)], [poster], Math.min(rounds, 3));
}

if (options.only === undefined || options.only === "cache") {
  const pictures = await Promise.all(Array.from({ length: 8 }, (_, seed) => drawPicture(400, 200, 60, seed)));
  const folder = mkdtempSync(join(tmpdir(), "medlint-bench-ocr-"));
  const first = await createOcrPool({ jobs: 1, cacheFolder: folder });
  for (const picture of pictures) await first.read(picture);
  const rate = async (times: number, read: (picture: Buffer) => Promise<unknown>) => {
    const start = performance.now();
    for (let time = 0; time < times; time++) for (const picture of pictures) await read(picture);
    return Math.round((times * pictures.length * 1000) / (performance.now() - start));
  };
  const bytes = Math.round(pictures.reduce((sum, picture) => sum + picture.length, 0) / pictures.length / 1000);
  say(`equal pictures (${bytes} kB each) again`);
  say(`  in memory                      ${await rate(500, (picture) => first.read(picture))}/s`);
  await first.close();
  const later = await createOcrPool({ jobs: 1, cacheFolder: folder });
  say(`  from a folder, first time      ${await rate(1, (picture) => later.read(picture))}/s`);
  await later.close();
  rmSync(folder, { recursive: true, force: true });
}
