import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { ask } from './connection.ts';
import { Model } from './model.ts';
import { createWid } from './wid.ts';

class ThumbModel extends Model {
  declare img: string | undefined;
  declare eurl: string | undefined;
}

/** Who hides it from us answers as if asked by a stranger. */
class ServerStatusCodeError extends Error {
  override readonly name = 'ServerStatusCodeError';
}

class ThumbCollection extends Collection<ThumbModel> {
  async find(id: Key): Promise<ThumbModel> {
    const wid = createWid(id);
    const known = this.get(wid);
    if (known) return known;
    const path = await ask({ type: 'picture', address: String(wid) });
    if (typeof path !== 'string') throw new ServerStatusCodeError('404');
    const url = `https://${location.host}/media${path}`;
    return this.add(new ThumbModel({ id: wid, img: url, eurl: url }));
  }
}

export const ProfilePicThumb = new ThumbCollection(ThumbModel);
