import type { IncomingHttpHeaders } from "node:http";
import type { Connection } from "../fetch/connection.js";

/** A page as a browser shows it. */
export interface RenderedPage {
  /** The document after its scripts ran, as HTML. */
  readonly html: string;
  readonly status: number;
  /** Of the document's answer. */
  readonly headers?: IncomingHttpHeaders | undefined;
  readonly connection?: Connection | null | undefined;
  /** Name and version. */
  readonly browser?: string | undefined;
}

/** Renders pages that need it; the browser is started with the first of them. */
export interface PageRenderer {
  /** @throws FetchError */
  render(url: string): Promise<RenderedPage>;
  close(): Promise<void>;
}
