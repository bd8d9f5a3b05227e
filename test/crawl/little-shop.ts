import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a path of the little shop answers. */
export interface ShopAnswer {
  readonly status?: number | undefined;
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
}

/** A shop on loopback whose pages a test changes as it goes. */
export interface LittleShop {
  readonly port: number;
  readonly pages: Map<string, ShopAnswer>;
  /** `host path`, in the order in which they came. */
  readonly requests: string[];
  url(path: string, host?: string): string;
  close(): Promise<void>;
}

export async function startShop(): Promise<LittleShop> {
  const pages = new Map<string, ShopAnswer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const path = request.url ?? "/";
    requests.push(`${host} ${path}`);
    const known = pages.get(`${host} ${path}`) ?? pages.get(path);
    const { status = 200, type = "text/html; charset=utf-8", headers = {}, body = "" } = known ?? { status: 404 };
    response.writeHead(status, { "content-type": type, ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    pages,
    requests,
    url: (path, host = "shop.test") => `http://${host}:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A page long enough to be read as one, with links. */
export function shopPage(words: string, links: readonly string[] = []): ShopAnswer {
  const anchors = links.map((href) => `<a href="${href}">商品</a>`).join("");
  return { body: `<title>${words}</title><p>${words}，医用冷敷贴，适用于闭合性软组织。</p>${anchors}` };
}
