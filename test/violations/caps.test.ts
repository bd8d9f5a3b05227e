import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { prepareListing } from "../../src/prepare/index.js";
import { MAX_DESCRIPTION } from "../../src/violations/actions/create-case.js";
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS } from "../../src/violations/actions/keep-documents.js";
import { createCheckpoint, MAX_CHECKPOINTS, readCheckpoints } from "../../src/violations/audit/checkpoint.js";
import { openSigningKey } from "../../src/violations/audit/signing-key.js";
import { MAX_BATCH } from "../../src/violations/record/record-sightings.js";
import { MAX_CASE_FINDINGS, sightingOf } from "../../src/violations/record/sighting.js";
import { result } from "../report/findings.js";
import { AT, found, KEY_FILE, MONITOR, openDesk, paper, sighting } from "./samples.js";

const folder = mkdtempSync(join(tmpdir(), "medlint-caps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fresh = (name: string) => openDesk(join(folder, `${name}.sqlite`));

it("documents: so many and so large, no more, and nothing is written then", async () => {
  const desk = await fresh("documents");
  const intake = (documents: ReturnType<typeof paper>[]) => ({
    source: "report" as const,
    description: "无证销售",
    documents,
  });
  const many = Array.from({ length: MAX_DOCUMENTS + 1 }, (_, at) => paper("evidence", `第 ${at} 张`));
  await expect(desk.create(intake(many), MONITOR, AT)).rejects.toThrow("最多附 50 个");
  const large = { kind: "evidence", name: "a", content: new Uint8Array(MAX_DOCUMENT_BYTES + 1) };
  await expect(desk.create(intake([large]), MONITOR, AT)).rejects.toThrow("超过 20971520 字节");
  expect(await desk.read.list()).toEqual([]);
  const fits = { ...large, content: large.content.subarray(1) };
  const { number } = await desk.create(intake([fits, ...many.slice(2)]), MONITOR, AT);
  // What was refused took no number.
  expect(number).toBe("QM-202603040001");
  expect((await desk.read.show(number)).documents).toHaveLength(MAX_DOCUMENTS);
  await desk.close();
});

it("descriptions", async () => {
  const desk = await fresh("descriptions");
  const intake = (length: number) => ({ source: "peer" as const, description: "药".repeat(length) });
  await expect(desk.create(intake(MAX_DESCRIPTION + 1), MONITOR, AT)).rejects.toThrow("不超过 20000 字");
  expect(await desk.create(intake(MAX_DESCRIPTION), MONITOR, AT)).toMatchObject({ isNew: true });
  await desk.close();
});

it("findings of a listing, and listings of a transaction", async () => {
  const prepared = prepareListing({ id: "a", text: "冷敷" }, { day: "2026-03-04" });
  const all = Array.from({ length: MAX_CASE_FINDINGS + 1 }, (_, at) => found("a", { matched: `根治${at}` }));
  expect(sightingOf(prepared, result({ findings: all }))?.findings).toHaveLength(MAX_CASE_FINDINGS);
  expect(sightingOf(prepared, result({ findings: all.slice(2) }))?.findings).toHaveLength(MAX_CASE_FINDINGS - 1);
  const desk = await fresh("batches");
  const listings = Array.from({ length: MAX_BATCH + 1 }, (_, at) => sighting(`l${at}`));
  const recorded = await desk.record(listings, AT);
  expect(recorded.at(-1)?.number).toBe("QM-202603040501");
  expect((await desk.read.list({ limit: 500 })).length).toBe(500);
  await desk.close();
});

it("lines of check-points", () => {
  const key = openSigningKey(KEY_FILE);
  const line = createCheckpoint({ seq: 1, hash: "0".repeat(64) }, AT, "周衡", key);
  expect(readCheckpoints(Buffer.from(line.repeat(3)), [key]).defects).toEqual([]);
  const over = readCheckpoints(Buffer.from("\n".repeat(MAX_CHECKPOINTS + 1)), [key]);
  expect(over).toMatchObject({ checkpoints: [], defects: [{ message: expect.stringContaining("超过上限") }] });
  expect(readCheckpoints(Buffer.from("\n".repeat(MAX_CHECKPOINTS)), [key]).defects).toHaveLength(MAX_CHECKPOINTS);
});
