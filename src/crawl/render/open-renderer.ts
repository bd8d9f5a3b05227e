import type { AddressGuard } from "../addresses/address-guard.js";
import type { Robots } from "../fetch/robots.js";
import type { PageRenderer } from "./page-renderer.js";

/**
 * The renderer, where playwright-core and a Chromium are installed; otherwise null: pages that need a browser are judged
 * as they are, and noted as not rendered.
 */
export async function openRenderer(
  _guard: AddressGuard,
  _robots: Robots,
  _userAgent: string,
): Promise<PageRenderer | null> {
  return null;
}
