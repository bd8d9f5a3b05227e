import { describe, expect, it } from "vitest";
import { references } from "../../src/certificates/index.js";
import type { Licence, RegisteredLicence } from "../../src/contracts/listing.js";
import type { LicenceSource } from "../../src/contracts/result.js";
import { compareMerchant } from "../../src/merchants/index.js";
import { prepareListing } from "../../src/prepare/index.js";

const DAY = "2026-05-01";
const USCC = "91330104MA5Q8URR8X";
const PERMIT = "浙杭药监械经营许20210012号";
const registered = (fields: Partial<RegisteredLicence> = {}): RegisteredLicence => ({
  number: PERMIT,
  holder: "杭州示例商行",
  uscc: USCC,
  scope: "2017年分类目录：三类：14，16",
  validUntil: "2029-06-30",
  source: "示例许可库",
  asOf: "2026-04-20",
  complete: true,
  ...fields,
});
const SOURCE: LicenceSource = {
  source: "示例许可库",
  asOf: "2026-04-20",
  complete: true,
  kinds: ["device-business-licence", "device-business-filing"],
  region: "33",
};

function compare(
  licences: readonly Licence[] | undefined,
  register: readonly RegisteredLicence[],
  source: Partial<LicenceSource> = {},
  text = "软性亲水接触镜 国械注准20193160001",
): string[] {
  const prepared = prepareListing(
    { id: "a", kind: "device", text, merchant: { name: "杭州示例商行", uscc: USCC, licences } },
    { day: DAY, licences: { sources: [{ ...SOURCE, ...source }], find: () => register } },
  );
  return compareMerchant(prepared, references(prepared.passages, [], DAY))
    .filter(({ check }) => check !== "merchant-uscc-invalid")
    .map(({ check, certainty, field }) => `${check} ${certainty} ${field}`);
}

describe("a merchant against the register of licences", () => {
  it.each<[string, string[], string[]]>([
    [
      "has none in a complete, fresh register of its province",
      compare(undefined, []),
      ["merchant-licence-missing violation licences"],
    ],
    ["a partial register proves nothing", compare(undefined, [], { complete: false }), []],
    ["nor one of another province", compare(undefined, [], { region: "44" }), []],
    ["nor a stale one", compare(undefined, [], { asOf: "2025-01-01" }), []],
    ["nor one of other licences", compare(undefined, [], { kinds: ["drug-business-licence"] }), []],
    [
      "gave none, and the register is partial",
      compare([], [], { complete: false }),
      ["merchant-licence-missing review licences"],
    ],
    ["has one that it does not show", compare(undefined, [registered()]), []],
    ["class I needs none", compare(undefined, [], {}, "粤深械备20230351号 创口贴"), []],
    [
      "sells class II without a filing",
      compare(undefined, [], {}, "粤械注准20192070001"),
      ["merchant-licence-missing violation licences"],
    ],
    [
      "shows another day of expiry than the register",
      compare([{ number: PERMIT, validUntil: "2030-06-30" }], [registered()]),
      ["display-info-stale review validUntil"],
    ],
    [
      "has run out on the page but was renewed",
      compare([{ number: PERMIT, validUntil: "2025-06-30", asOf: "2026-04-01" }], [registered()]),
      ["display-info-stale review validUntil"],
    ],
    [
      "has run out in the register, which says nothing else",
      compare(undefined, [registered({ validUntil: "2026-01-31" })]),
      ["merchant-licence-expired review validUntil"],
    ],
    [
      "was taken back",
      compare(undefined, [registered({ status: "已注销" })]),
      ["merchant-licence-expired violation status", "merchant-licence-missing violation licences"],
    ],
    [
      "was taken back, says a partial register",
      compare([{ number: PERMIT }], [registered({ status: "已注销", complete: false })], { complete: false }),
      ["merchant-licence-expired review status", "merchant-licence-missing review licences"],
    ],
    [
      "is another firm's",
      compare([{ number: PERMIT }], [registered({ uscc: "91440104MA5Q8URR8X" })]),
      ["merchant-licence-missing violation licences"],
    ],
    [
      "has a scope without the goods",
      compare(undefined, [registered({ scope: "2017年分类目录：三类：14" })]),
      ["merchant-scope-exceeded violation scope"],
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe("product codes", () => {
  const codes = (attributes: Record<string, string>) => {
    const prepared = prepareListing({ id: "a", kind: "device", attributes }, { day: DAY });
    return compareMerchant(prepared, references(prepared.passages, [], DAY)).map(
      ({ check, reason }) => `${check} ${reason}`,
    );
  };
  it.each([
    [{ 商品条码: "6901234567892" }, []],
    [{ 商品条码: "6901234567893" }, ["gtin-invalid 商品条码（GTIN）6901234567893 校验位不符"]],
    [{ GTIN: "69012345678" }, ["gtin-invalid 商品条码（GTIN）69012345678 位数不是8、12、13或14位"]],
    [{ UDI: "(01)06901234567892(17)280101" }, []],
    [{ UDI: "+A12345678901" }, []],
    [{ 条形码: "见包装" }, []],
    [{ 货号: "6901234567893" }, []],
  ])("%j", (attributes, expected) => {
    expect(codes(attributes)).toEqual(expected);
  });
});
