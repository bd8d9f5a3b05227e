import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importLicences, type LicenceOptions, openRegistry, readLicenceMapping } from "../../src/store/index.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();
const PERMIT = "浙杭药监械经营许20210012号";
const USCC = "91450304MA5Q8URR8X";
const HEAD = "许可证编号,企业名称,统一社会信用代码,经营范围,有效期至,住所,状态";

function load(text: string, options: Partial<LicenceOptions> = {}) {
  writeFileSync(file("licences.csv"), text);
  return importLicences(
    file("registry.sqlite"),
    { file: file("licences.csv") },
    { source: "示例许可库", asOf: "2026-04-30", ...options },
  );
}

function withRegistry<Result>(act: (registry: ReturnType<typeof openRegistry>) => Result): Result {
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  try {
    return act(registry);
  } finally {
    registry.close();
  }
}

describe("importLicences", () => {
  it("is found by number, code and name, each licence once", async () => {
    const rows = [
      `${PERMIT},杭州示例商行,${USCC.toLowerCase()},三类：14，16,2029.6.30,示例路1号,有效`,
      "浙杭食药监械经营备20200012号,杭州示例商行,,二类,长期,,",
      ",没有编号,,,,,",
      "浙DA3300012,,,,2029-01-01,,",
    ];
    expect(await load([HEAD, ...rows].join("\n"), { complete: true, region: "33" })).toMatchObject({
      rows: 4,
      imported: 2,
      rejections: [
        { line: 4, reason: "没有许可证或者备案编号" },
        { line: 5, reason: "既没有企业名称，也没有统一社会信用代码" },
      ],
    });
    const find = (query: Parameters<ReturnType<typeof openRegistry>["licences"]>[0]) =>
      withRegistry((one) => one.licences(query));
    expect(find({ numbers: [PERMIT], uscc: USCC })).toEqual([
      {
        number: PERMIT,
        holder: "杭州示例商行",
        uscc: USCC,
        scope: "三类：14，16",
        validUntil: "2029-06-30",
        address: "示例路1号",
        status: "有效",
        source: "示例许可库",
        asOf: "2026-04-30",
        complete: true,
      },
    ]);
    expect(find({ numbers: [], holder: "杭州示例商行" }).map(({ validUntil }) => validUntil)).toEqual([
      "2029-06-30",
      undefined,
    ]);
    expect(find({ numbers: [] })).toEqual([]);
    expect(withRegistry((one) => one.licenceSources)).toEqual([
      {
        source: "示例许可库",
        asOf: "2026-04-30",
        complete: true,
        kinds: ["device-business-filing", "device-business-licence"],
        region: "33",
      },
    ]);
  });

  it("replaces a register of its name, and keeps it where the new one has no row", async () => {
    await load(`${HEAD}\n${PERMIT},甲,,,,,`);
    await load(`${HEAD}\n${PERMIT},乙,,,,,`);
    await expect(load("甲,乙\n1,2\n")).rejects.toMatchObject({ code: "MEDLINT_IMPORT_FORMAT" });
    expect(withRegistry((one) => one.licences({ numbers: [PERMIT] })).map(({ holder }) => holder)).toEqual(["乙"]);
  });

  it("takes a mapping for columns of other names", async () => {
    writeFileSync(file("mapping.yaml"), "{fields: {number: 凭证, holder: {from: [店名]}, validUntil: 到期}}");
    const mapping = readLicenceMapping(file("mapping.yaml"));
    await load(`凭证,店名,到期\n${PERMIT},甲,2029年6月30日`, { mapping });
    expect(withRegistry((one) => one.licences({ numbers: [PERMIT] }))).toMatchObject([
      { holder: "甲", validUntil: "2029-06-30" },
    ]);
    writeFileSync(file("mapping.yaml"), "{fields: {nummer: 凭证}}");
    expect(() => readLicenceMapping(file("mapping.yaml"))).toThrow(/不合要求/);
  });
});
