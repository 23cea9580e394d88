import { styleText } from 'node:util';
import { prettyFactory } from 'pino-pretty';

/** A line of the log for people. The keys that every line of a request has are its message; others follow it. */
const format = prettyFactory({
  colorize: process.stdout.hasColors?.() ?? false,
  translateTime: 'SYS:HH:MM:ss',
  ignore: 'id,trace_id,method,route,status,ms',
  messageFormat: ({ method, route, status, ms, msg }) =>
    method === undefined ? String(msg) : `${method} ${route} ${colorStatus(Number(status))} ${ms} ms`,
});

/** Formats a line of JSON. */
export function formatLine(line: string): string {
  return format(line) ?? line;
}

function colorStatus(status: number): string {
  const color = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  return styleText(color, String(status));
}
