import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importRegistry, openRegistry } from "../../src/store/index.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/registry/${name}`, import.meta.url));

describe("a registry of two sources", () => {
  it("knows both by their own columns", async () => {
    const path = file("registry.sqlite");
    const options = { asOf: "2026-04-20", complete: true };
    const devices = await importRegistry(path, { file: fixture("devices.jsonl") }, { ...options, source: "器械" });
    const drugs = await importRegistry(path, { file: fixture("drugs.jsonl") }, { ...options, source: "药品" });
    expect(devices).toMatchObject({ rows: 6, added: 4, merged: 1, rejected: 1, kinds: ["device"] });
    expect(drugs).toMatchObject({ rows: 2, added: 2, rejected: 0, kinds: ["drug"] });
    const registry = openRegistry(path, { readonly: true });
    const found = registry.lookup(["国药准字H20200002", "苏械注准20202070002", "国械注准20183150003"], "2026-05-01");
    expect(found).toMatchObject([
      { productName: "示例地平片", rx: "rx", source: "药品", complete: true },
      {
        holder: "苏州白榆示例电子有限公司",
        models: "BY-A型、BY-B型、BY-C型",
        approvedOn: "2021-08-01",
        complete: true,
      },
      { class: "第三类", approvedOn: "2018-11-05", validUntil: "2028-11-04" },
    ]);
    expect(registry.sources.map(({ source, kinds }) => [source, kinds])).toEqual([
      ["器械", ["device"]],
      ["药品", ["drug"]],
    ]);
    expect(registry.stats()).toMatchObject({ certificates: 6, byKind: { device: 4, drug: 2 } });
    registry.close();
  });
});
