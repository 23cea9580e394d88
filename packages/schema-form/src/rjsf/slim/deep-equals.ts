export { deepEquals as default } from '../../model/deep-equals.ts';
