import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { productPage } from "./product-page.js";

/** How large the generated world is. */
export interface SiteOptions {
  /** Product pages of all shops together. */
  readonly products: number;
  /** Shops; each is a virtual host `shop-N.test`. */
  readonly shops: number;
  /** Also the hosts that misbehave. */
  readonly hostile?: boolean | undefined;
  /** Milliseconds that the slow host takes. */
  readonly slowMs?: number | undefined;
  /** Paragraphs of a product page; about 350 bytes each. */
  readonly paragraphs?: number | undefined;
}

/** A running world of shops on loopback. */
export interface Sites {
  readonly port: number;
  readonly seeds: readonly string[];
  /** Requests by `host path`, in the order in which they came. */
  readonly requests: readonly string[];
  /** Changes what a product page says, as its shop would. */
  change(shop: number, product: number): void;
  /** Changes what a page of the gallery says. */
  changeGallery(path: string, words: string): void;
  /** Puts other words behind an address of a picture; none: as it was. */
  changePicture(name: string, words: string | null): void;
  close(): Promise<void>;
}

const PER_LIST = 50;
const BOMB = gzipSync(Buffer.alloc(48 * 1024 * 1024, 32), { level: 9 });
const BROTLI_BOMB = brotliCompressSync(Buffer.alloc(48 * 1024 * 1024, 32));

/** A PNG of one pixel. */
export const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** GBK bytes of 三天根治糖尿病, to be declared as something else. */
const GBK_CLAIM = Buffer.from("c8fdccecb8f9d6cecce7c4f2b2a1", "hex");

/** Words on the pictures of `cdn.test`. */
const PICTURES: Readonly<Record<string, string>> = {
  cure: "三天根治",
  plain: "医用冷敷贴",
  busy: "稍后再来",
  crash: "崩",
};

/** A picture of one pixel with words behind it, for readers that look there. */
export function pictureOf(words: string): Buffer {
  return Buffer.concat([PIXEL, Buffer.from(`\n${words}`)]);
}

/** Starts the world; everything it serves follows from its options. */
export async function startSites(options: SiteOptions): Promise<Sites> {
  const requests: string[] = [];
  const changed = new Map<string, number | string>();
  const swapped = new Map<string, string>();
  const tries = new Map<string, number>();
  const { products, shops, hostile = false, slowMs = 50, paragraphs = 6 } = options;
  const perShop = Math.ceil(products / shops);
  const lists = Math.ceil(perShop / PER_LIST);

  const server: Server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0] ?? "";
    const path = request.url ?? "/";
    requests.push(`${host} ${path}`);
    const shop = /^shop-(\d+)\.test$/.exec(host)?.[1];
    if (shop !== undefined) serveShop(Number(shop), path, request, response);
    else serveHostile(host, path, request, response);
  });

  function serveShop(shop: number, path: string, request: IncomingMessage, response: ServerResponse): undefined {
    if (path === "/robots.txt") return send(response, 200, "text/plain", "User-agent: *\nDisallow: /cart\n");
    const bare = path.split(/[;?]/, 1)[0] ?? path;
    if (bare === "/") {
      const links = Array.from(
        { length: lists },
        (_, index) => `<a href="/list/${index}?utm_source=home">列表 ${index}</a>`,
      );
      return html(response, `<title>${shop} 号店</title><h1>欢迎光临</h1>${links.join("")}<a href="/cart">购物车</a>`);
    }
    const list = /^\/list\/(\d+)$/.exec(bare)?.[1];
    if (list !== undefined) {
      const first = Number(list) * PER_LIST;
      const links: string[] = [];
      for (let item = first; item < Math.min(perShop, first + PER_LIST); item++)
        links.push(`<li><a href="/item/${item}.html${item % 7 === 0 ? ";jsessionid=AB12" : ""}">商品 ${item}</a></li>`);
      return html(response, `<title>列表 ${list}</title><h1>全部商品</h1><ul>${links.join("")}</ul>`);
    }
    const picture = /^\/pictures\/(\d+)\.png$/.exec(bare)?.[1];
    if (picture !== undefined) {
      response.writeHead(200, { "content-type": "image/png" });
      // Many addresses, few pictures, as where shops copy each other's.
      response.end(pictureOf(`主图 ${Number(picture) % 40}`));
      return undefined;
    }
    const item = /^\/item\/(\d+)\.html$/.exec(bare)?.[1];
    if (item !== undefined && Number(item) < perShop) {
      const version = Number(changed.get(`${shop}/${item}`) ?? 0);
      const body = productPage(shop, Number(item), version, paragraphs, perShop);
      const etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 16)}"`;
      if (request.headers["if-none-match"] === etag) {
        response.writeHead(304, { etag });
        response.end();
        return undefined;
      }
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        etag,
        "content-length": Buffer.byteLength(body),
      });
      response.end(body);
      return undefined;
    }
    return send(response, 404, "text/plain", "没有");
  }

  /** Pictures of all kinds, on a host of their own, as shops have them. */
  function servePictures(path: string, request: IncomingMessage, response: ServerResponse): undefined {
    if (path === "/robots.txt") return send(response, 200, "text/plain", "User-agent: *\nDisallow: /private\n");
    const own = /^\/(?:same\/)?(\w+)\.png$/.exec(path)?.[1];
    if (path === "/inside.png") return redirect(response, "http://127.0.0.2/x.png");
    if (path === "/huge.png") {
      response.writeHead(200, { "content-type": "image/png", "content-length": 40_000_000 });
      response.end();
      return undefined;
    }
    if (path === "/busy.png" && !tries.has(path)) {
      tries.set(path, 1);
      return send(response, 503, "text/plain", "");
    }
    const words = own === undefined ? undefined : (swapped.get(own) ?? PICTURES[own]);
    if (words === undefined) return send(response, 404, "text/plain", "");
    const body = pictureOf(words);
    const etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 16)}"`;
    const isKnown = request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : 200, { "content-type": "image/png", etag });
    response.end(isKnown ? undefined : body);
    return undefined;
  }

  function serveHostile(host: string, path: string, request: IncomingMessage, response: ServerResponse): undefined {
    const isRobots = path === "/robots.txt";
    const links = (paths: readonly string[]) => html(response, paths.map((one) => `<a href="${one}">x</a>`).join(""));
    switch (host) {
      case "robots.test":
        if (isRobots)
          return send(response, 200, "text/plain", "User-agent: *\nDisallow: /secret\nSitemap: /nowhere.xml\n");
        if (path === "/") return links(["/open", "/secret/1", "/to-secret"]);
        if (path === "/to-secret") return redirect(response, "/secret/2");
        return html(response, "<p>公开页面的正文，说明书内容请以实物为准。</p>");
      case "delay.test":
        if (isRobots) return send(response, 200, "text/plain", "User-agent: medlint\nCrawl-delay: 0.2\n");
        if (path === "/") return links(["/1", "/2", "/3"]);
        return html(response, "<p>慢慢来。</p>");
      case "norobots.test":
        if (isRobots) return send(response, 503, "text/plain", "");
        return html(response, "<p>不应被采集。</p>");
      case "slow.test":
        if (isRobots) return send(response, 404, "text/plain", "");
        setTimeout(() => html(response, "<p>慢，但是会来。</p>"), slowMs);
        return undefined;
      case "failing.test": {
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/flaky", "/down", "/denied", "/gone", "/cut", "/later"]);
        const count = (tries.get(path) ?? 0) + 1;
        tries.set(path, count);
        if (path === "/flaky" && count > 2) return html(response, "<p>第三次才成功。</p>");
        if (path === "/denied") return send(response, 403, "text/plain", "");
        if (path === "/gone") return send(response, 410, "text/plain", "");
        if (path === "/later" && count > 1) return html(response, "<p>等了一秒。</p>");
        if (path === "/later") {
          response.writeHead(429, { "retry-after": "1" });
          response.end();
          return undefined;
        }
        if (path === "/cut") {
          response.writeHead(200, { "content-type": "text/html", "content-length": 1_000 });
          response.write("<p>只有一半");
          setImmediate(() => request.socket.destroy());
          return undefined;
        }
        return send(response, 500, "text/plain", "");
      }
      case "loop.test": {
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/a/", "/r/1", "/p?page=1", "/same"]);
        if (path === "/same") return redirect(response, "/same");
        const hop = /^\/r\/(\d+)$/.exec(path)?.[1];
        if (hop !== undefined) return redirect(response, `/r/${Number(hop) + 1}`);
        const page = /^\/p\?page=(\d+)$/.exec(path)?.[1];
        if (page !== undefined)
          return html(response, `<p>第 ${page} 页</p><a href="/p?page=${Number(page) + 1}">下一页</a>`);
        return html(response, `<p>${path.length}</p><a href="${path}b/">更深</a><a href="a/">循环</a>`);
      }
      case "huge.test":
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/wire", "/gzip", "/brotli", "/nested", "/unknown", "/picture.png"]);
        if (path === "/wire") {
          response.writeHead(200, { "content-type": "text/html" });
          const chunk = Buffer.alloc(1024 * 1024, 32);
          const write = (left: number): void => {
            if (left === 0 || response.destroyed) response.end();
            else response.write(chunk, () => write(left - 1));
          };
          write(40);
          return undefined;
        }
        if (path === "/gzip") return encoded(response, "gzip", BOMB);
        if (path === "/brotli") return encoded(response, "br", BROTLI_BOMB);
        if (path === "/nested") return encoded(response, "gzip, gzip", gzipSync(BOMB));
        if (path === "/unknown") return encoded(response, "zstd-9", Buffer.from("x"));
        response.writeHead(200, { "content-type": "image/png" });
        response.end(PIXEL);
        return undefined;
      case "charset.test":
        if (isRobots) return send(response, 404, "text/plain", "");
        response.writeHead(200, { "content-type": `text/html; charset=${path === "/" ? "gbk" : "utf-8"}` });
        response.end(Buffer.concat([Buffer.from("<a href='/wrong'>x</a><p>"), GBK_CLAIM, Buffer.from("</p>")]));
        return undefined;
      case "script.test":
        if (isRobots) return send(response, 200, "text/plain", "User-agent: *\nDisallow: /private\n");
        if (path === "/data.json")
          return send(response, 200, "application/json", '{"text": "三天根治糖尿病，永不复发，无效退款，专家推荐"}');
        if (path === "/private.json") return send(response, 200, "application/json", '{"text": "不许采集的内容"}');
        return html(
          response,
          `<div id="app"></div><script>
          fetch("/data.json").then((answer) => answer.json()).then(({ text }) => { app.insertAdjacentHTML("beforeend", "<p>" + text + "</p>"); });
          fetch("/private.json").then((answer) => answer.json()).then(({ text }) => { app.insertAdjacentHTML("beforeend", "<p>" + text + "</p>"); });
          fetch("http://127.0.0.1:${(server.address() as AddressInfo).port}/inside").catch(() => {});
          fetch("http://third.test/").catch(() => {});
          const image = document.createElement("img"); image.loading = "lazy"; image.src = "/detail.png"; document.body.style.height = "9000px"; image.style.marginTop = "8000px"; document.body.append(image);
          </script>`,
        );
      case "cdn.test":
        return servePictures(path, request, response);
      case "crash.test": {
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/tab", "/calm"]);
        if (path === "/calm") return html(response, "<p>这一页不需要浏览器，应当照常检查，与另外的那一页无关。</p>");
        if (path === "/tab") return html(response, '<div id="app"></div><script src="/app.js"></script>');
        const count = (tries.get(host) ?? 0) + 1;
        tries.set(host, count);
        const show = 'app.innerHTML = "<p>三天根治糖尿病，永不复发，无效退款，专家推荐</p>"';
        // The first time the tab runs out of memory.
        const eat = "const all = []; for (;;) all.push(new Array(1e6).fill(1.5))";
        return send(response, 200, "text/javascript", count === 1 ? eat : show);
      }
      case "gallery.test": {
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/item/1", "/item/2", "/item/3", "/item/4", "/licence"]);
        if (path === "/licence") return html(response, "<h1>营业执照</h1><p>经营者资质信息，注册资本一百万元。</p>");
        const cdn = `http://cdn.test:${(server.address() as AddressInfo).port}`;
        const inline = `data:image/png;base64,${pictureOf("永不复发").toString("base64")}`;
        const pictures: Record<string, readonly string[]> = {
          "/item/1": [`${cdn}/cure.png`, `${cdn}/plain.png`],
          "/item/2": [`${cdn}/same/cure.png`, `${cdn}/busy.png`, inline],
          "/item/3": [
            `${cdn}/private/1.png`,
            `${cdn}/inside.png`,
            `${cdn}/huge.png`,
            `${cdn}/none.png`,
            "http://10.0.0.1/x.png",
          ],
          "/item/4": [`${cdn}/crash.png`, `${cdn}/plain.png`],
        };
        const images = (pictures[path] ?? []).map((src) => `<img src="${src}">`).join("");
        return html(
          response,
          `<title>商品 ${path}</title><p>医用冷敷贴，适用于闭合性软组织。${changed.get(path) ?? ""}</p>${images}`,
        );
      }
      case "redirect.test":
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/in", "/meta", "/octal"]);
        return redirect(
          response,
          path === "/in"
            ? "http://127.0.0.2/"
            : path === "/meta"
              ? "http://169.254.169.254/latest"
              : "http://0177.0.0.2/",
        );
      case "duplicate.test":
        if (isRobots) return send(response, 404, "text/plain", "");
        if (path === "/") return links(["/same?from=a", "/same?from=b", "/same?sid=1&from=a", "/other"]);
        return html(response, "<title>同一件商品</title><p>三天根治糖尿病，无效退款，欢迎选购本店的全部商品。</p>");
      default:
        return send(response, 404, "text/plain", "");
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const names = Array.from({ length: shops }, (_, index) => `shop-${index}.test`);
  const others = ["robots", "slow", "failing", "loop", "huge", "charset", "script", "redirect", "duplicate", "gallery"];
  if (hostile) names.push(...others.map((name) => `${name}.test`));
  return {
    port,
    seeds: names.map((name) => `http://${name}:${port}/`),
    requests,
    change: (shop, product) => {
      changed.set(`${shop}/${product}`, Number(changed.get(`${shop}/${product}`) ?? 0) + 1);
    },
    changeGallery: (path, words) => void changed.set(path, words),
    changePicture: (name, words) => void (words === null ? swapped.delete(name) : swapped.set(name, words)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): undefined {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` });
  response.end(body);
  return undefined;
}

function html(response: ServerResponse, body: string): undefined {
  send(response, 200, "text/html", `<!doctype html><html><body>${body}</body></html>`);
  return undefined;
}

function redirect(response: ServerResponse, to: string): undefined {
  response.writeHead(302, { location: to });
  response.end();
  return undefined;
}

function encoded(response: ServerResponse, encoding: string, body: Uint8Array): undefined {
  response.writeHead(200, { "content-type": "text/html", "content-encoding": encoding });
  response.end(body);
  return undefined;
}
