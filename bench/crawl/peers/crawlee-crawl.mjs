// Crawls the generated shops with CheerioCrawler and its persisted request queue; prints a line of JSON. It fetches, parses,
// takes text and links, and follows them: no matching, no rules, no results kept.
//
//     node crawlee-crawl.mjs STORAGE CONCURRENCY SEED…
import dns from "node:dns";

// The names of the shops are known to nobody else.
dns.lookup = (_host, options, done) => {
  const callback = typeof options === "function" ? options : done;
  if (options?.all === true) callback(null, [{ address: "127.0.0.1", family: 4 }]);
  else callback(null, "127.0.0.1", 4);
};

const { CheerioCrawler, Configuration, log } = await import("@crawlee/cheerio");
const [storage, concurrency, ...seeds] = process.argv.slice(2);
log.setLevel(log.LEVELS.ERROR);

/** The same addresses as medlint's canonical ones. */
function canonical(href) {
  const url = new URL(href);
  url.hash = "";
  url.pathname = url.pathname.replace(/;[^/;]*/g, "");
  for (const name of [...url.searchParams.keys()]) if (/^(?:utm_|spm$|sid$)/.test(name)) url.searchParams.delete(name);
  return url.href;
}

let pages = 0;
let chars = 0;
const configuration = new Configuration({
  persistStorage: true,
  purgeOnStart: true,
  storageClientOptions: { localDataDirectory: storage },
  availableMemoryRatio: 0.8,
});
const crawler = new CheerioCrawler(
  {
    minConcurrency: Number(concurrency),
    maxConcurrency: Number(concurrency),
    maxRequestRetries: 2,
    useSessionPool: false,
    async requestHandler({ $, request, enqueueLinks }) {
      if (request.url.includes("/item/")) pages++;
      chars += $("body").text().length;
      await enqueueLinks({
        strategy: "same-hostname",
        exclude: ["**/cart"],
        transformRequestFunction: (found) => ({ ...found, url: canonical(found.url), uniqueKey: canonical(found.url) }),
      });
    },
  },
  configuration,
);
const before = process.cpuUsage();
const start = performance.now();
await crawler.run(seeds);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ pages, chars, seconds, cpuMs: (user + system) / 1000 }));
