import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_PICTURE_BYTES } from "../../src/prepare/pictures/limits.js";
import { resolvePictureSource } from "../../src/prepare/pictures/picture-source.js";

let root = "";
let folder = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "medlint-pictures-"));
  folder = join(root, "shop");
  mkdirSync(join(folder, "d"), { recursive: true });
  writeFileSync(join(root, "secret.jpg"), "secret");
  writeFileSync(join(folder, "a.jpg"), "a");
  writeFileSync(join(folder, "d", "图 1.jpg"), "b");
  writeFileSync(join(folder, "a.jpg?x"), "written so");
  symlinkSync(join(root, "secret.jpg"), join(folder, "out.jpg"));
  symlinkSync(join(folder, "a.jpg"), join(folder, "in.jpg"));
  symlinkSync(root, join(folder, "up"));
  for (const [name, size] of [
    ["just.jpg", MAX_PICTURE_BYTES],
    ["over.jpg", MAX_PICTURE_BYTES + 1],
  ] as const) {
    writeFileSync(join(folder, name), "");
    truncateSync(join(folder, name), size);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const outcome = async (src: string, from: string | null = folder): Promise<string> => {
  const source = await resolvePictureSource(src, from);
  if (source.problem !== undefined) return source.problem;
  const bytes = await source.read();
  return bytes.length > 100 ? `${bytes.length} bytes` : Buffer.from(bytes).toString();
};

describe("where a picture's bytes are taken from", () => {
  it.each([
    ["a.jpg", "a"],
    ["./d/../a.jpg", "a"],
    ["d/%E5%9B%BE%201.jpg", "b"],
    ["a.jpg#x", "a"],
    ["a.jpg?x", "written so"],
    ["in.jpg", "a"],
    ["just.jpg", `${MAX_PICTURE_BYTES} bytes`],
    ["over.jpg", "image-too-large"],
    ["no.jpg", "image-missing"],
    ["d", "image-unreadable"],
    [".", "image-outside-folder"],
    ["", "image-outside-folder"],
    ["../secret.jpg", "image-outside-folder"],
    ["%2e%2e/secret.jpg", "image-outside-folder"],
    ["d/../../secret.jpg", "image-outside-folder"],
    ["out.jpg", "image-outside-folder"],
    ["up/secret.jpg", "image-outside-folder"],
    ["/etc/passwd", "image-outside-folder"],
    ["\\\\host\\a.jpg", "image-outside-folder"],
    ["file:///etc/passwd", "image-outside-folder"],
    ["a.jpg\0.png", "image-outside-folder"],
    ["http://example.com/a.jpg", "image-remote"],
    ["//example.com/a.jpg", "image-remote"],
    ["data:image/png;base64,aGVsbG8=", "hello"],
    ["data:image/svg+xml,%3Csvg%3E", "<svg>"],
    ["data:nothing", "image-url-invalid"],
  ])("%j → %s", async (src, expected) => expect(await outcome(src)).toBe(expected));

  it("there is no folder behind standard input", async () =>
    expect(await outcome("a.jpg", null)).toBe("image-missing"));

  it("a data URL over the cap is not decoded", async () => {
    const length = Math.ceil((MAX_PICTURE_BYTES * 4) / 3);
    expect(await outcome(`data:;base64,${"A".repeat(length + 4)}`)).toBe("image-too-large");
    expect(await outcome(`data:;base64,${"A".repeat(length - 4)}`)).toMatch(/^\d+ bytes$/);
  });
});
