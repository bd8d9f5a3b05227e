import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { jsonSchemas } from "../../src/configuration/json-schemas.js";

const folder = fileURLToPath(new URL("../../dictionaries/schema/", import.meta.url));

describe("dictionaries/schema", () => {
  it.each(jsonSchemas().map(({ file, text }) => [file, text] as const))(
    "%s is what `npx tsx scripts/json-schemas.ts` makes",
    (file, text) => {
      expect(JSON.parse(readFileSync(`${folder}${file}`, "utf8"))).toEqual(JSON.parse(text));
    },
  );

  it("holds nothing else", () => {
    expect(readdirSync(folder).sort()).toEqual(
      jsonSchemas()
        .map(({ file }) => file)
        .sort(),
    );
  });

  it("asks for reason, author, date and end date of a switched-off rule", () => {
    const text = readFileSync(`${folder}configuration.schema.json`, "utf8");
    expect(JSON.parse(text).$schema).toContain("2020-12");
    const required = [...text.replaceAll(/\s+/g, "").matchAll(/"required":\[([^\]]*)\]/g)].map(([, list]) => list);
    expect(required).toContain('"rule","reason","author","date","until"');
  });
});
