export { CorruptEvidenceError, EvidenceError } from "./errors.js";
export { findChromium } from "./package/sheet-pdf.js";
export { type CaseTerm, keepWithCases, tieCase } from "./retention/case-terms.js";
export type { Outline } from "./screenshot/outline-script.js";
export { type KeptPage, PageShooter } from "./screenshot/page-shooter.js";
export { outlinesOf, type PageShot, shootPage } from "./screenshot/shoot-page.js";
export type { CapturedFile, CaptureFacts, CaptureInput, ChangeEvent, StoredCapture } from "./store/capture.js";
export { type EvidenceOptions, EvidenceStore, openEvidence } from "./store/evidence-store.js";
export { Cipher, readCipher } from "./store/field-cipher.js";
