/** The segments of a path in the Server document, such as `['services', 'MSExchangeIS']`. */
export type PropertyPath = readonly [string, ...string[]]

const plainName = /^[A-Za-z_$][\w$-]*$/

/** Writes a path as Pulumi does: `services.MSExchangeIS`, `services["a.b"]`. */
export const showPath = ([first, ...rest]: PropertyPath): string =>
  rest.reduce(
    (path, name) => (plainName.test(name) ? `${path}.${name}` : `${path}["${name.replaceAll('"', '\\"')}"]`),
    first
  )
