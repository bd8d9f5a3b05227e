import { createPublicKey, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import {
  MAX_PACKAGE_BYTES,
  MAX_PACKAGE_CAPTURES,
  MAX_SHEET_PICTURE_BYTES,
  MAX_SIGNATURE_BYTES,
} from "../../src/evidence/limits.js";
import { makePackage, type PackageFiles } from "../../src/evidence/package/export-package.js";
import { evidenceSheet } from "../../src/evidence/package/sheet.js";
import { findChromium, printSheet } from "../../src/evidence/package/sheet-pdf.js";
import {
  createKeys,
  parseSignature,
  readPrivateKey,
  readPublicKey,
  signFiles,
} from "../../src/evidence/package/signature.js";
import { verifyPackage } from "../../src/evidence/package/verify-package.js";
import { writeWacz } from "../../src/evidence/package/wacz.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

const keys = createKeys();
const privateKey = readPrivateKey(keys.privateKey);
const publicKey = readPublicKey(keys.publicKey);

async function small(title = "退热贴"): Promise<PackageFiles> {
  const store = openEvidence(temporaryFolder());
  store.keep(captureOf({ id: "1", url: "https://shop.example/1", title: "贴" }, undefined, {}));
  const captures = store.captures("1");
  const files = await makePackage(store, {
    captures,
    changes: store.changes("1"),
    title,
    name: "p",
    software: "medlint test",
    key: privateKey,
    signedAt: "2026-05-02T00:00:00.000Z",
  });
  store.close();
  return files;
}

const verify = (files: PackageFiles, key?: KeyObject) => {
  const others = new Map([...files].filter(([name]) => !name.endsWith(".sig")));
  return verifyPackage(others, files.get("p.sig") ?? null, key);
};

describe("a package", () => {
  let files: PackageFiles;
  beforeAll(async () => {
    files = await small();
  });

  test("is authentic with the key, consistent without, refused with another", async () => {
    expect(await verify(files, publicKey)).toMatchObject({ verdict: "authentic", faults: [] });
    expect(await verify(files)).toMatchObject({ verdict: "consistent", faults: [] });
    const other = await verify(files, readPublicKey(createKeys().publicKey));
    expect(other.verdict).toBe("refused");
    expect(other.faults.join()).toContain("不是用所给公钥");
  });

  test("is the same bytes for the same captures", async () => {
    const again = await small();
    for (const [name, bytes] of files) expect(again.get(name)?.equals(bytes), name).toBe(true);
  });

  test.each(["p.wacz", "p.html", "p.sig"])("is refused without %s, by its name", async (name) => {
    const left = new Map([...files].filter(([one]) => one !== name));
    const { verdict, faults } = await verify(left, publicKey);
    expect(verdict).toBe("refused");
    expect(faults.join()).toMatch(name === "p.sig" ? /签名文件：缺少/ : new RegExp(`${name}：缺少`));
  });

  test("is refused with a file that was laid beside it", async () => {
    const { faults } = await verify(new Map([...files, ["p.pdf", Buffer.from("%PDF")]]), publicKey);
    expect(faults).toEqual(["p.pdf：不在签名之中"]);
  });

  test("names the record of the page that was changed", async () => {
    const wacz = Buffer.from(files.get("p.wacz") ?? "");
    const offset = wacz.indexOf("archive/data.warc.gz") + 20;
    // Into the second gzip member: the response.
    const member = wacz.indexOf(Buffer.from([0x1f, 0x8b, 0x08]), offset + 10);
    wacz[member + 40] = (wacz[member + 40] ?? 0) ^ 1;
    const { faults } = await verify(new Map([...files, ["p.wacz", wacz]]), publicKey);
    expect(faults.join()).toContain("archive/data.warc.gz：https://shop.example/1 的记录");
  });

  test("is a WARC that another reader opens, with the response as it was", async () => {
    const store = openEvidence(temporaryFolder());
    store.keep(captureOf(LISTING, undefined, { findings: [{}] }));
    const wacz = await writeWacz(store.captures("sku-1"), (file) => store.read(file), { title: "t", software: "s" });
    const start = wacz.indexOf("archive/data.warc.gz") + 20;
    const length = wacz.readUInt32LE(18);
    const archive = wacz.subarray(start, start + length);
    const seen: string[] = [];
    for await (const record of WARCParser.iterRecords([archive])) {
      seen.push(record.warcType);
      if (record.warcType !== "response") continue;
      expect(record.warcTargetURI).toBe("https://shop.example/item/1");
      expect(record.httpHeaders?.statusCode).toBe(200);
      expect(await record.contentText()).toBe("<h1>青禾牌退热贴</h1>");
    }
    expect(seen).toEqual(["warcinfo", "response", "resource", "resource", "metadata"]);
    store.close();
  });

  test.each<[name: string, count: number, bytes: number, isMade: boolean]>([
    ["as many captures as the cap", MAX_PACKAGE_CAPTURES, 1, true],
    ["one more", MAX_PACKAGE_CAPTURES + 1, 1, false],
    ["as many bytes as the cap", 1, MAX_PACKAGE_BYTES, true],
    ["one more byte", 1, MAX_PACKAGE_BYTES + 1, false],
  ])("of %s", async (_, count, bytes, isMade) => {
    const store = openEvidence(temporaryFolder());
    const kept = store.keep(captureOf(LISTING));
    store.close();
    const capture = { ...kept, files: kept.files.slice(0, 1).map((file) => ({ ...file, bytes })) };
    const many = Array.from({ length: count }, () => capture);
    // Where the cap lets it pass, the bytes are asked for.
    const read = () => {
      throw new Error("asked for");
    };
    const made = writeWacz(many, read, { title: "t", software: "s" });
    await expect(made).rejects.toThrow(isMade ? /asked for/ : /分批导出/);
  });

  test("of nothing is not made", async () => {
    const made = writeWacz([], () => Buffer.alloc(0), { title: "t", software: "s" });
    await expect(made).rejects.toThrow(/没有可以导出/);
  });

  test.each([
    [0, true],
    [1, false],
  ])("a signature file of %i bytes over the cap", (over, isRead) => {
    const file = { name: "a", bytes: 1, sha256: "0".repeat(64) };
    const length = (names: string[]) =>
      signFiles(
        names.map((name) => ({ ...file, name })),
        privateKey,
        "t",
      ).length;
    const names = Array.from({ length: 700 }, (_, at) => `p${at}`);
    const missing = MAX_SIGNATURE_BYTES + over - length(names);
    expect(missing).toBeGreaterThan(0);
    const padded = [`${names[0]}${"y".repeat(missing)}`, ...names.slice(1)];
    const bytes = Buffer.from(
      signFiles(
        padded.map((name) => ({ ...file, name })),
        privateKey,
        "t",
      ),
    );
    expect(bytes.length).toBe(MAX_SIGNATURE_BYTES + over);
    expect(parseSignature(bytes) !== null).toBe(isRead);
  });

  test("keys that are none are refused with a reason", () => {
    expect(() => readPublicKey(keys.privateKey)).toThrow(/私钥/);
    expect(() => readPrivateKey(keys.publicKey)).toThrow(/读不出/);
    const locked = createKeys("口令");
    expect(() => readPrivateKey(locked.privateKey, "错的")).toThrow(/口令/);
    expect(createPublicKey(readPrivateKey(locked.privateKey, "口令")).asymmetricKeyType).toBe("ed25519");
  });
});

describe("any one byte", () => {
  const alter: Readonly<Record<string, (bytes: Buffer, at: number) => Buffer>> = {
    changed: (bytes, at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
      return copy;
    },
    removed: (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    added: (bytes, at) => Buffer.concat([bytes.subarray(0, at), Buffer.from([at % 256]), bytes.subarray(at)]),
  };

  test.each(Object.keys(alter))(
    "%s anywhere is refused, with the name of what failed",
    async (how) => {
      const files = await small();
      const act = alter[how] ?? ((bytes: Buffer) => bytes);
      let tried = 0;
      for (const [name, bytes] of files) {
        const places = bytes.length + (how === "added" ? 1 : 0);
        for (let at = 0; at < places; at++) {
          const { verdict, faults } = await verify(new Map([...files, [name, act(bytes, at)]]), publicKey);
          tried++;
          if (verdict !== "refused") throw new Error(`${name} ${at}: ${verdict}`);
          const isNamed = name === "p.sig" ? /签名/ : name === "p.wacz" ? /p\.wacz：/ : /p\.html：/;
          if (!faults.every((fault) => isNamed.test(fault))) throw new Error(`${name} ${at}: ${faults.join()}`);
        }
      }
      expect(tried).toBe([...files.values()].reduce((sum, { length }) => sum + length + (how === "added" ? 1 : 0), 0));
    },
    600_000,
  );
});

describe("the sheet", () => {
  test("lists the findings by the numbers of the frames, by their Chinese names, personal data masked", () => {
    const store = openEvidence(temporaryFolder());
    const words = { name: "功效断言", excerpt: "根治，联系 13812345678", certainty: "review" } as const;
    const kept = store.keep(
      captureOf(LISTING, undefined, { findings: [{ name: "缺少证号", excerpt: "", matched: "", where: null }, words] }),
    );
    const about = { title: "t", packageName: "p.wacz", packageBytes: 1, packageSha256: "0", keyFingerprint: "0" };
    const signed = { signedAt: "2026-05-02T00:00:00.000Z", software: "s", changes: [] };
    const html = evidenceSheet([kept], { ...about, ...signed, read: (file) => store.read(file) });
    store.close();
    expect(html).toContain("<td>2</td><td>功效断言</td><td>待人工</td><td>根治，联系 138****5678</td>");
    expect(html).toContain("<td>1</td><td>缺少证号</td><td>疑似</td><td>（页面缺少应有内容）</td>");
    expect(html).toContain("疑似违规：缺少证号、功效断言");
    expect(html).not.toContain("13812345678");
  });

  test.each([
    [0, true],
    [1, false],
  ])("shows screenshots up to the cap (%i bytes over)", (over, isShown) => {
    const store = openEvidence(temporaryFolder());
    const bytes = Buffer.from("\x89PNG\r\n\x1a\n…", "latin1");
    const shot = { role: "screenshot", name: "screenshot.png", mediaType: "image/png", bytes } as const;
    const kept = store.keep(captureOf(LISTING, undefined, { files: [shot] }));
    store.close();
    const files = kept.files.map((file) =>
      file.role === "screenshot" ? { ...file, bytes: MAX_SHEET_PICTURE_BYTES + over } : file,
    );
    const facts = {
      title: "t",
      packageName: "p.wacz",
      packageBytes: 1,
      packageSha256: "0",
      keyFingerprint: "0",
      signedAt: "2026-05-02T00:00:00.000Z",
      software: "s",
      changes: [],
    };
    const html = evidenceSheet([{ ...kept, files }], { ...facts, read: () => bytes });
    expect(html.includes(`data:image/png;base64,${bytes.toString("base64")}`)).toBe(isShown);
    expect(html.includes("只在证据包中")).toBe(!isShown);
    // What calls itself a picture and is none is not shown.
    const fake = evidenceSheet([kept], { ...facts, read: () => Buffer.from("<svg onload=1>") });
    expect(fake).not.toContain("data:image");
  });

  test("says what the signature proves and what not, and shows no markup of a page", async () => {
    const html = (await small("<script>alert(1)</script>")).get("p.html")?.toString() ?? "";
    expect(html).toContain("不是《电子签名法》第十三条所称的可靠电子签名");
    expect(html).toContain("时间戳");
    expect(html).not.toContain("<script>");
  });

  const browser = findChromium(process.env);
  test.skipIf(browser === null)("is printed as PDF (skipped: no Chromium here)", async () => {
    const html = (await small()).get("p.html")?.toString() ?? "";
    expect(existsSync(browser ?? "")).toBe(true);
    expect((await printSheet(html, browser ?? "")).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("a signature file of other words is none", () => {
    expect(parseSignature(Buffer.from("medlint-evidence-signature 1\n"))).toBeNull();
    expect(parseSignature(Buffer.alloc(64 * 1024 + 1))).toBeNull();
  });
});
