import manifest from '../package.json' with { type: 'json' };

/** The version of the program, by which upgrades and rollbacks are named. */
export const programVersion: string = manifest.version;
