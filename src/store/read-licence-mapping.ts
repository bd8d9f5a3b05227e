import { z } from "zod";
import type { LicenceMapping } from "./import-licences.js";
import { LICENCE_FIELDS, type LicenceField } from "./licence-fields.js";
import type { FieldMapping } from "./mapping.js";
import { layout, readMappingFile, shortField } from "./read-mapping.js";

const schema = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  layout: layout.optional(),
  fields: z.partialRecord(z.enum(LICENCE_FIELDS), shortField),
});

/**
 * Reads a mapping of a register of licences: which column is which field; columns that it does not name are found by their
 * usual names.
 *
 * @throws ImportError `MEDLINT_IMPORT_MAPPING`
 * @example
 * readLicenceMapping("许可.yaml").fields.scope?.from; // ["许可的经营范围"]
 */
export function readLicenceMapping(path: string): LicenceMapping {
  const { layout, fields } = readMappingFile(path, schema, `fields 可用 ${LICENCE_FIELDS.join("、")}`);
  const read = (Object.entries(fields) as [LicenceField, FieldMapping][]).map(([field, spec]) => [
    field,
    { ...spec, as: spec.as ?? (field === "validUntil" ? "date" : "text") },
  ]);
  return { layout, fields: Object.fromEntries(read) as LicenceMapping["fields"] };
}
