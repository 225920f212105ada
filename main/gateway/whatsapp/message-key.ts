export { formatKey, parseKey } from '#shared/domain/message-key.ts';
