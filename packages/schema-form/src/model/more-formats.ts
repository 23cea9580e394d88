import { fullFormats } from 'ajv-formats/dist/formats.js';
import { addFormats } from './validator-parts.ts';

addFormats(fullFormats);
