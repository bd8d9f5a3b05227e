import { ConfigurationError } from "./errors.js";

/**
 * The package that writes XLSX.
 *
 * @param instead the options that do without
 * @throws ConfigurationError MEDLINT_OPTIONAL where it is not installed
 */
export async function loadExceljs(instead: string): Promise<typeof import("exceljs")> {
  const loaded = await import("exceljs").catch((cause: unknown) => {
    const message = `写 XLSX 需要 exceljs，请运行 npm install exceljs，或用 ${instead}`;
    throw new ConfigurationError("MEDLINT_OPTIONAL", message, { cause });
  });
  return loaded.default;
}
