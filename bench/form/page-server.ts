import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileValidatorModule } from 'schema-form/server';
import app from '../../locales/en/app.json' with { type: 'json' };
import controls from '../../locales/en/controls.json' with { type: 'json' };
import { listen } from '../../server/listen.ts';
import { type Built, builtFolder } from './build-pages.ts';
import { type BenchPageState, generateForm, toData, toSchema, toUiSchema } from './generated-form.ts';
import { type Peer, peers } from './peers.ts';

const texts = Object.fromEntries(
  Object.entries({ ...app, ...controls }).flatMap(([key, text]) =>
    key.startsWith('form.') ? [[key.slice(5), text]] : [],
  ),
);

/** A server with the pages of all renderers and forms of all sizes. */
export interface PageServer {
  origin: string;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

/**
 * Serves `/pages/PEER/COUNT/` without its script, which the benchmark starts itself when the page is idle, and
 * `/whole-pages/PEER/COUNT/` with its script. The keys of `pages` are source files.
 */
export async function startPageServer(style: Built, pages: ReadonlyMap<string, Built>): Promise<PageServer> {
  const answers = new Map<string, Buffer>();
  const create = (url: string): Buffer => {
    const [, kind, name, rest] = url.split('/');
    if (kind === 'validators') return Buffer.from(createValidator(Number.parseInt(name ?? '', 10)));
    const peer = peers.find((candidate) => candidate.name === name);
    if (peer && (kind === 'pages' || kind === 'whole-pages')) {
      const scripts = kind === 'whole-pages' ? (pages.get(peer.source)?.urls ?? []) : [];
      return Buffer.from(createPage(peer, Number(rest), style.urls, scripts));
    }
    return readFileSync(path.join(builtFolder, path.posix.normalize(url)));
  };
  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const body = answers.get(url) ?? gzipSync(create(url), { level: 9 });
      answers.set(url, body);
      const type = types[url.endsWith('/') ? '.html' : path.extname(url)] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': 'gzip',
        'cache-control': 'no-store',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
  const { port, close } = await listen(answer, 0, '127.0.0.1');
  return { origin: `http://127.0.0.1:${port}`, close };
}

function createValidator(count: number): string {
  return compileValidatorModule(toSchema(generateForm(count))).source;
}

function createPage(peer: Peer, count: number, styles: readonly string[], scripts: readonly string[]) {
  const form = generateForm(count);
  const state: BenchPageState = {
    sections: form.sections,
    schema: toSchema(form),
    uiSchema: toUiSchema(form),
    data: toData(form),
    validator: `/validators/${count}.js`,
    texts,
    isContained: peer.isContained ?? false,
  };
  const needed = Object.fromEntries(peer.needs.map((key) => [key, state[key]]));
  const json = JSON.stringify({ ...needed, isContained: state.isContained }).replaceAll('<', '\\u003c');
  const preloads = peer.needs.includes('validator')
    ? [...scripts.slice(1), state.validator]
    : scripts.slice(1);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${peer.title}</title>
<link rel="icon" href="data:,">
${styles.map((url) => `<link rel="stylesheet" href="${url}">`).join('\n')}
${scripts.length > 0 ? preloads.map((url) => `<link rel="modulepreload" href="${url}">`).join('\n') : ''}
</head>
<body>
<div class="main" id="app"></div>
<script type="application/json" id="state">${json}</script>
${scripts.slice(0, 1).map((url) => `<script type="module">import { mount } from "${url}"; mount();</script>`)}
</body>
</html>
`;
}
