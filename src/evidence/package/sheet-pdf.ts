import { existsSync } from "node:fs";
import { EvidenceError } from "../errors.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"] as const;
const PRINT_MS = 60_000;

/** Path of an installed Chromium; null where there is none. `MEDLINT_CHROMIUM` names another. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env.MEDLINT_CHROMIUM;
  if (named !== undefined && named !== "") return existsSync(named) ? named : null;
  return BROWSERS.find((path) => existsSync(path)) ?? null;
}

/**
 * Prints a sheet as PDF (A4) by Chromium, without script and without network.
 *
 * @throws EvidenceError MEDLINT_MODULE_MISSING
 */
export async function printSheet(html: string, browser: string): Promise<Buffer> {
  const { chromium } = await import("playwright-core").catch((cause: unknown) => {
    throw new EvidenceError(
      "MEDLINT_MODULE_MISSING",
      "写 PDF 需要可选组件 playwright-core；不写 PDF 请用 --no-pdf",
      cause,
    );
  });
  const isRoot = process.getuid?.() === 0;
  const running = await chromium.launch({
    executablePath: browser,
    args: isRoot ? ["--no-sandbox"] : [],
    timeout: PRINT_MS,
  });
  try {
    const context = await running.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.setContent(html, { timeout: PRINT_MS });
    return await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" } });
  } finally {
    await running.close();
  }
}
