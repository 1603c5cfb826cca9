import type { FastifyReply } from 'fastify';

/** Lets one page use the camera, and compile what reads barcodes in its picture; no other page may. */
export function allowCamera(reply: FastifyReply): void {
  const [policy, devices] = ['content-security-policy', 'permissions-policy'].map((name) =>
    String(reply.getHeader(name)),
  );
  void reply
    .header('content-security-policy', policy!.replace(/script-src 'self'/, "$& 'wasm-unsafe-eval'"))
    .header('permissions-policy', devices!.replace('camera=()', 'camera=(self)'));
}
