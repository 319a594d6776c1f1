/**
 * The name of a type as scripts write it in brackets, without `System.`.
 * @param {string} literal
 */
const plainTypeName = (literal) =>
  literal
    .slice(1, -1)
    .replace(/\s/g, '')
    .replace(/^System\./i, '')
    .toLowerCase()

module.exports = { plainTypeName }
