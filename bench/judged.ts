// What judges, as one piece, as the program has it: for bench/catalogue.ts.
export { judge } from '../judging/evaluate'
export { policies } from '../policies/catalogue'
