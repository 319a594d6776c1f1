/** Loaded for its effect alone; tsx has no types for it. */
declare module 'tsx/cjs' {}
