/**
 * The measurements inside a page. Playwright serializes `installProbe` into the page before the page's own script,
 * so the function refers to nothing outside of it.
 */
export interface Probe {
  /** Resolves when these modules are loaded and compiled. */
  preload(urls: readonly string[]): Promise<void>;
  /**
   * Runs the page's script, which shows the form. Returns the milliseconds from its start to the paint of the first
   * screen, to the last control, and to its paint. If `isLoaded`, the script has run before, as when somebody navigates
   * in an application: the time starts when the form is to be shown.
   */
  mount(url: string, controls: { first: string; last: string }, isLoaded: boolean): Promise<Mounted>;
  /** Starts to record the milliseconds from each event of this name to the next paint. */
  watch(event: 'keydown' | 'focusout'): void;
  /** Returns the times since `watch`, and the number of tasks that took longer than 50 ms. */
  take(): { times: number[]; longTasks: number };
  /** Starts to wait for the next click, and then for this element to contain text. */
  watchError(selector: string): void;
  /** Returns the milliseconds from the click to the text, and to its paint. Rejects when no text appears. */
  takeError(): Promise<{ dom: number; paint: number; text: string }>;
}

export interface Mounted {
  firstPaint: number;
  dom: number;
  paint: number;
  /** The number of tasks that took longer than 50 ms, and the longest of them in milliseconds. */
  longTasks: number;
  longest: number;
}

declare global {
  var probe: Probe;
}

export function installProbe(): void {
  const channel = new MessageChannel();
  const waiting: ((now: number) => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.(performance.now());
  /** A message that is sent in an animation frame's callback is handled right after the paint of that frame. */
  const afterPaint = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        waiting.push(resolve);
        channel.port2.postMessage(null);
      });
    });
  /** Resolves as soon as `find` finds something after a change of the document. */
  const whenFound = <T>(find: () => T | null, attributes = false) =>
    new Promise<{ found: T; now: number }>((resolve) => {
      const observer = new MutationObserver(() => {
        const found = find();
        if (found === null) return;
        observer.disconnect();
        resolve({ found, now: performance.now() });
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes });
    });

  let watched = { times: [] as number[], longTasks: 0, stop: () => {} };
  let error: Promise<{ dom: number; paint: number; text: string }> | null = null;

  globalThis.probe = {
    async preload(urls) {
      const load = (url: string) =>
        new Promise((resolve, reject) => {
          const link = document.createElement('link');
          Object.assign(link, { rel: 'modulepreload', href: url, onload: resolve, onerror: reject });
          document.head.append(link);
        });
      await Promise.all(urls.map(load));
    },
    async mount(url, controls, isLoaded) {
      if (isLoaded) {
        await import(url);
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
      const whenFirst = whenFound(() => document.querySelector(controls.first)).then(afterPaint);
      const whenMounted = whenFound(() => document.querySelector(controls.last));
      const durations: number[] = [];
      const tasks = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) durations.push(duration);
      });
      tasks.observe({ type: 'longtask' });
      const start = performance.now();
      const page = (await import(url)) as { mount(): void };
      page.mount();
      const [firstPaint, { now }] = await Promise.all([whenFirst, whenMounted]);
      const paint = await afterPaint();
      tasks.disconnect();
      return {
        firstPaint: firstPaint - start,
        dom: now - start,
        paint: paint - start,
        longTasks: durations.length,
        longest: Math.max(0, ...durations),
      };
    },
    watch(name) {
      const times: number[] = [];
      const note = ({ timeStamp }: Event) => void afterPaint().then((now) => times.push(now - timeStamp));
      const tasks = new PerformanceObserver((list) => {
        watched.longTasks += list.getEntries().length;
      });
      tasks.observe({ type: 'longtask' });
      window.addEventListener(name, note, true);
      const stop = () => {
        window.removeEventListener(name, note, true);
        tasks.disconnect();
      };
      watched = { times, longTasks: 0, stop };
    },
    take() {
      watched.stop();
      return { times: watched.times, longTasks: watched.longTasks };
    },
    watchError(selector) {
      // `innerText` would force a layout, because it depends on visibility.
      const find = () => document.querySelector(selector)?.textContent?.trim() || null;
      if (find() !== null) throw new Error('an error is shown already');
      error = new Promise((resolve, reject) => {
        const note = async ({ timeStamp }: Event) => {
          const limit = setTimeout(() => reject(new Error('no error is shown')), 20_000);
          const { found: text, now } = await whenFound(find, true);
          clearTimeout(limit);
          resolve({ dom: now - timeStamp, paint: (await afterPaint()) - timeStamp, text });
        };
        window.addEventListener('click', (event) => void note(event), { capture: true, once: true });
      });
      error.catch(() => {});
    },
    takeError() {
      return error ?? Promise.reject(new Error('nothing was watched'));
    },
  };
}
