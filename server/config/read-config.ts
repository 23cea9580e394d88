import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type { LanguageChoice } from '../../locales/create-language.ts';
import type { LocalText } from '../../shared/local-text.ts';
import type { BrandLink, Support } from '../../shared/site.ts';
import { projectFolder } from '../project-folder.ts';
import { readJson } from '../read-json.ts';
import { ConfigError } from './config-error.ts';

/** A colour per colour scheme, as `#rrggbb`. */
export interface Colors {
  light: string;
  dark: string;
}

/** The content of the configuration file, as `profile.config.schema.json` describes it. Paths are absolute. */
export interface Config {
  brand?: {
    name?: LocalText;
    logo?: { light: string; dark?: string; has_name?: boolean };
    favicon?: string;
    accent?: Colors;
    theme_color?: Colors;
    support?: Partial<Support>;
    links?: BrandLink[];
  };
  languages?: {
    offered?: (LanguageChoice & { code: string })[];
  };
  security?: {
    contact: string[];
    expires: string;
    policy?: string;
    encryption?: string;
    acknowledgments?: string;
    languages?: string[];
  };
}

/** Bytes. */
const largestFile = 1_048_576;

/** Reads and validates a configuration file; `{}` for null. Throws ConfigError. */
export function readConfig(file: string | null): Config {
  if (file === null) return {};
  const document = parse(file);
  const schema = JSON.parse(readFileSync(path.join(projectFolder, 'profile.config.schema.json'), 'utf8'));
  const isValid = new Ajv().compile<Config>(schema);
  if (!isValid(document)) throw toConfigError(isValid.errors ?? []);
  return resolvePaths(document, path.dirname(path.resolve(file)));
}

function parse(file: string): unknown {
  try {
    if (statSync(file).size > largestFile) throw new ConfigError('', 'the file is larger than 1 MiB');
    return readJson(file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (error instanceof SyntaxError) throw new ConfigError('', `not JSON: ${error.message}`);
    throw new ConfigError('', `there is no file ${file} that can be read`);
  }
}

/** Settings that the file had in former versions, with the variables that they are now. */
const movedSettings: Record<string, string> = {
  '/form': 'variable PROFILE_FORM',
  '/languages/default': 'variable DEFAULT_LANGUAGE',
  '/features': 'variables KEEP_SIGNED_IN and PLAYGROUND',
};

/** Names the first error: the others follow from it. */
function toConfigError([error]: readonly ErrorObject[]): ConfigError {
  const { instancePath = '', message = 'is invalid', params, propertyName } = error ?? {};
  if (propertyName !== undefined)
    return new ConfigError(`${instancePath}/${propertyName}`, `the name ${message}`);
  const unknown = params?.additionalProperty as string | undefined;
  if (unknown !== undefined) {
    const pointer = `${instancePath}/${unknown}`;
    const moved = Object.hasOwn(movedSettings, pointer) ? movedSettings[pointer] : undefined;
    const problem = moved ? `set the ${moved} instead` : 'there is no such setting';
    return new ConfigError(pointer, problem);
  }
  const allowed = params?.allowedValues as unknown[] | undefined;
  return new ConfigError(instancePath, allowed ? `${message}: ${allowed.join(', ')}` : message);
}

function resolvePaths({ brand, ...others }: Config, folder: string): Config {
  const resolve = (relative: string) => path.resolve(folder, relative);
  const { logo, favicon } = brand ?? {};
  return {
    ...others,
    ...(brand && {
      brand: {
        ...brand,
        ...(logo && {
          logo: {
            ...logo,
            light: resolve(logo.light),
            ...(logo.dark !== undefined && { dark: resolve(logo.dark) }),
          },
        }),
        ...(favicon !== undefined && { favicon: resolve(favicon) }),
      },
    }),
  };
}
