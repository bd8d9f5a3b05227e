/** `npx tsx scripts/json-schemas.ts`: JSON Schemas of the dictionary files and the configuration, for editors. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { jsonSchemas } from "../src/configuration/json-schemas.js";

const FOLDER = fileURLToPath(new URL("../dictionaries/schema/", import.meta.url));
const BIOME = fileURLToPath(new URL("../node_modules/.bin/biome", import.meta.url));

mkdirSync(FOLDER, { recursive: true });
for (const { file, text } of jsonSchemas()) writeFileSync(`${FOLDER}${file}`, text);
execFileSync(BIOME, ["format", "--write", FOLDER], { stdio: "ignore" });
process.stdout.write(`dictionaries/schema：${jsonSchemas().length} 个文件\n`);
