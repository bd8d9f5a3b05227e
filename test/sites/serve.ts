import { startSites } from "./site-server.js";

/**
 * Serves the generated shops until it is killed; prints a line of JSON with its port, seeds and process.
 *
 *     npx tsx test/sites/serve.ts [PRODUCTS] [SHOPS] [PARAGRAPHS]
 */
const [products = "120", shops = "2", paragraphs = "6"] = process.argv.slice(2);
const { port, seeds } = await startSites({
  products: Number(products),
  shops: Number(shops),
  paragraphs: Number(paragraphs),
  hostile: process.argv.includes("--hostile"),
});
console.log(JSON.stringify({ port, seeds, pid: process.pid }));
