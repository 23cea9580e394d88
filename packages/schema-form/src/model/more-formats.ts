import { fullFormats } from 'ajv-formats/dist/formats.js';
import { addFormats } from './validator-runtime.ts';

addFormats(fullFormats);
