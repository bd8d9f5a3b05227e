export type { FieldChange, RegistryChange } from "./diff-registry.js";
export {
  BusyRegistryError,
  CorruptRegistryError,
  ImportError,
  MissingListingsError,
  MissingRegistryError,
  RegistryError,
  type RegistryErrorCode,
  RegistryVersionError,
} from "./errors.js";
export type { ImportInput } from "./import-input.js";
export { importLicences, type LicenceOptions } from "./import-licences.js";
export type { ListReport } from "./import-list.js";
export { importNotices, type NoticeOptions, type NoticeReport } from "./import-notices.js";
export { type ImportOptions, type ImportReport, importRegistry } from "./import-registry.js";
export { MAX_REJECTIONS, type Rejection } from "./import-session.js";
export type { LicenceQuery } from "./licence-register.js";
export { type ListingRecord, recordOf } from "./listings/listing-record.js";
export {
  type FoundListings,
  type ListingQuery,
  type ListingStore,
  openListings,
  type RecordedListing,
} from "./listings/listing-store.js";
export { MAX_FIELD_LENGTH } from "./map-row.js";
export type { FieldMapping, MappedField, Mapping } from "./mapping.js";
export { MAPPINGS } from "./mappings/index.js";
export type { CertificateMatch, SoughtNames } from "./names/match-certificates.js";
export { readLicenceMapping } from "./read-licence-mapping.js";
export { readMapping } from "./read-mapping.js";
export {
  type CertificateVersion,
  openRegistry,
  type Registry,
  type RegistryStats,
} from "./registry.js";
export type { RegistrySource } from "./registry-source.js";
export { MAX_ARCHIVE_ENTRIES, MAX_RATIO, MAX_UNPACKED_BYTES } from "./rows/archive.js";
export { MAX_COLUMNS, MAX_CSV_RECORD } from "./rows/read-csv.js";
export { MAX_LINE_BYTES } from "./rows/read-json-lines.js";
export { MAX_BUFFERED_BYTES, type RowLayout } from "./rows/read-rows.js";
export { MAX_SHARED_TEXT } from "./rows/read-xlsx.js";
export { MAX_XML_DEPTH, MAX_XML_ROW } from "./rows/read-xml.js";
export type { RegisteredCertificate } from "./walk-certificates.js";
