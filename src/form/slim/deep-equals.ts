export { deepEquals as default } from '../../../shared/deep-equals.ts';
