import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserArguments, findBrowser } from '../../scripts/find-browser.ts';
import { installPeers } from '../install-peers.ts';
import { type Built, buildPage, buildStyle } from './build-pages.ts';
import { measureInteractive, measureScripts, startProduct } from './edit-page.ts';
import { generateForm } from './generated-form.ts';
import { startPageServer } from './page-server.ts';
import { type Peer, peers } from './peers.ts';
import { type EditPageResults, printGoals, printPeers, Results, type Setting } from './report.ts';
import { checkVisit, measureVisit } from './visit.ts';

/**
 * Compares our form with other renderers on the same generated forms in production builds. Several rounds measure
 * all of them in turn, and the results are ratios. `npm run bench:form [-- --peers=stock,rhf-cv --fields=12,500
 * --rounds=7 --throttle=1,4]`.
 */
const { values: options } = parseArgs({
  options: {
    peers: { type: 'string' },
    fields: { type: 'string', default: '12,100,500,1000' },
    rounds: { type: 'string', default: '7' },
    throttle: { type: 'string', default: '1,4' },
  },
});
const counts = options.fields.split(',').map(Number);
const rounds = Number(options.rounds);
const settings = options.throttle
  .split(',')
  .map(Number)
  .flatMap((throttle) => counts.map((count): Setting => ({ count, throttle })))
  // A slower CPU slows all renderers alike, so one size is enough.
  .filter(({ count, throttle }) => throttle === 1 || count === 500 || !counts.includes(500));
const wanted = options.peers?.split(',');
const measured = peers.filter(({ name }) => name === 'ours' || (wanted?.includes(name) ?? true));

/** Slow renderers take most of the time. Unless `--peers` names them, they are measured in two sizes only. */
function isMeasured(peer: Peer, { count, throttle }: Setting): boolean {
  return !peer.isSlow || wanted !== undefined || (throttle === 1 && (count === 12 || count === 500));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.env.NODE_ENV = 'production';
installPeers(import.meta.dirname);
say('Building the pages');
const style = await buildStyle();
const pages = new Map<string, Built>();
for (const { source } of measured) if (!pages.has(source)) pages.set(source, await buildPage(source));
const server = await startPageServer(style, pages);
const launch = async () =>
  chromium.launch({ executablePath: findBrowser().file, args: [...browserArguments] });
let browser = await launch();

const forms = new Map(counts.map((count) => [count, generateForm(count)]));
const getTarget = (peer: Peer, { count, throttle }: Setting) => {
  const [page, form] = [pages.get(peer.source), forms.get(count)];
  if (!page || !form) throw new Error(`${peer.name} with ${count} fields was not built`);
  return { browser, origin: server.origin, peer, page, count, form, throttle };
};
/** Measures a visit, and repeats it once in a new browser if it failed, because busy machines cause failures. */
const visit = async (peer: Peer, setting: Setting) => {
  try {
    return await measureVisit(getTarget(peer, setting));
  } catch (error) {
    say(`Trying again: ${(error as Error).message}`);
    await browser.close();
    browser = await launch();
    return measureVisit(getTarget(peer, setting));
  }
};
say('Checking that each renderer works');
for (const peer of measured) await checkVisit(getTarget(peer, { count: Math.min(...counts), throttle: 1 }));

const bare = peers.find(({ name }) => name === 'rhf');
const hasBare = counts.includes(12) && bare !== undefined && pages.has(bare.source);
const product = hasBare ? await startProduct(browser) : null;
const editPage: EditPageResults = { product: [], bare: [], script: 0 };
const results = new Results();
for (let round = 0; round < rounds; round += 1) {
  say(`Round ${round + 1} of ${rounds}`);
  // Each round starts with another renderer in a new browser, so that none is always the first.
  const order = measured.map((_, index) => measured[(index + round) % measured.length] as Peer);
  for (const setting of settings) {
    for (const peer of order.filter((candidate) => isMeasured(candidate, setting))) {
      results.add(peer.name, setting, await visit(peer, setting));
    }
  }
  if (product && bare) {
    const { editUrl, storageState } = product;
    const url = `${server.origin}/whole-pages/${bare.name}/12/`;
    editPage.bare.push(await measureInteractive(browser, url, '#news'));
    editPage.product.push(
      await measureInteractive(browser, editUrl, '[name="root[language]"]', { storageState }),
    );
  }
  if (product && round === 0) editPage.script = await measureScripts(browser, product);
  await browser.close();
  browser = await launch();
}
await browser.close();
await server.close();
product?.stop();

printGoals(results, product && editPage);
printPeers(results, measured, settings, new Map([...pages].map(([source, { size }]) => [source, size])));
