/** The environment, read here and nowhere else. */
export const environment: Record<string, string | undefined> = process.env;
