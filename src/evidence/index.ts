export { CorruptEvidenceError, EvidenceError } from "./errors.js";
export type { CapturedFile, CaptureFacts, CaptureInput, ChangeEvent, StoredCapture } from "./store/capture.js";
export { type EvidenceOptions, EvidenceStore, openEvidence } from "./store/evidence-store.js";
export { Cipher, readCipher } from "./store/field-cipher.js";
