type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
const privileged = new Map<string, object>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: object }[]): void {
    for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges ?? {});
  },
  handle(scheme: string, handler: Handler): void {
    handlers.set(scheme, handler);
  },
};

/** What the product answers requests of a scheme with. */
export function handlerOf(scheme: string): Handler {
  const handler = handlers.get(scheme);
  if (handler === undefined) throw new Error(`Nothing handles ${scheme}: yet.`);
  if (!privileged.has(scheme)) throw new Error(`${scheme}: was not registered as privileged.`);
  return handler;
}
