import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { type BuiltInLanguage, builtInCodes } from '../locales/built-in-languages.ts';
import { databaseFolder } from '../server/testing/database-folder.ts';
import { getScriptArguments, projectFolder } from './program.ts';

/** The variable that tells the workers of the tests where the prepared database is. */
const variable = 'TEST_CUSTOMERS';

const customersPerLanguage = 200;

const columns = 'mobile,language,first_name,last_name,email,nationality,dob,passport_number,address';
const known: Record<BuiltInLanguage, string> = {
  en: 'en,Layla,Haddad,layla@example.com,JO,1988-02-29,N7654321,"Flat 7, 21 Rainbow Street\nAmman"',
  ar: 'ar,ليلى,حداد,layla@example.com,JO,1988-02-29,N7654321,"شقة 7، شارع الرينبو 21\nعمّان"',
  fr: 'fr,Léa,Dupont,lea@example.com,FR,1988-02-29,N7654321,"21 rue des Lilas\n69003 Lyon"',
  es: 'es,Lucía,Gómez,lucia@example.com,ES,1988-02-29,N7654321,"Calle Mayor 21\n28013 Madrid"',
  hi: 'hi,आशा,वर्मा,asha@example.com,IN,1988-02-29,N7654321,"21 गांधी मार्ग\nनई दिल्ली"',
  ur: 'ur,عائشہ,خان,aisha@example.com,PK,1988-02-29,N7654321,"مکان 21، مال روڈ\nلاہور"',
  id: 'id,Siti,Rahayu,siti@example.com,ID,1988-02-29,N7654321,"Jalan Melati 21\nJakarta"',
  sw: 'sw,Amina,Juma,amina@example.com,KE,1988-02-29,N7654321,"Mtaa wa Uhuru 21\nNairobi"',
};

/**
 * Imports the customers of all tests into a new database, of which each server then gets a copy: importing them for each
 * server would take more time than starting it. Returns a function that removes the database.
 */
export async function prepareCustomers(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(databaseFolder, 'profile-page-customers-'));
  const database = path.join(folder, 'customer.db');
  await importCustomers(database);
  process.env[variable] = database;
  return () => rm(folder, { recursive: true });
}

/** Creates a database with the customers of all tests. */
export async function createCustomerDatabase(database: string): Promise<void> {
  const prepared = process.env[variable];
  await (prepared ? copyFile(prepared, database) : importCustomers(database));
}

async function importCustomers(database: string): Promise<void> {
  const file = `${database}.csv`;
  await writeFile(file, createCsv());
  await promisify(execFile)(process.execPath, [...getScriptArguments('customers'), 'import', file], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, DATABASE_URL: `file:${database}` },
  });
}

/** Returns the number of a language's customer, counted from 1. */
export function getMobile(language: BuiltInLanguage, count: number): string {
  return `+97150${builtInCodes.indexOf(language) + 1}${String(count).padStart(6, '0')}`;
}

/** Returns the customers of all tests, with the values that are stored. */
export function listCustomers(): Record<string, string>[] {
  return parse(createCsv(), { columns: true });
}

function createCsv(): string {
  const rows = builtInCodes.flatMap((language) =>
    Array.from(
      { length: customersPerLanguage },
      (_, index) => `${getMobile(language, index + 1)},${known[language]}`,
    ),
  );
  return [columns, ...rows].join('\n');
}
