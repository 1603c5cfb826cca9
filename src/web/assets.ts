import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';

/** Where `npm run build` leaves what browsers load. */
export const assetFolder = join(projectRoot, 'dist', 'assets');
const viewFolder = join(projectRoot, 'views');

/** What a page loads: addresses, in order. */
export interface PageAssets {
  readonly icon: string;
  readonly theme: string;
  readonly styles: readonly string[];
  readonly behaviours: readonly string[];
  readonly parts: readonly string[];
  /** Whether it reads barcodes by a camera. */
  readonly camera: boolean;
}

const served = (file: string) => `/assets/${file}`;

/** What a view must hold somewhere for a behaviour to have something to do. */
const behaviours: readonly (readonly [name: string, mark: RegExp])[] = [
  ['theme-switch', /data-theme-switch/],
  ['sending', /<form/],
  ['print', /data-print/],
  ['parts', /\bhx-|data-news/],
  ['pressing', /\bhx-/],
  ['counter', /data-counter/],
  ['rows', /data-rows/],
  ['taking', /data-take/],
  ['keys', /data-keys/],
  ['news', /data-news/],
  ['ringing', /data-ringing/],
  ['live', /data-live/],
  ['board', /data-board/],
  ['panel', /id="panel"/],
  ['camera', /data-camera/],
  ['check-all', /data-check-all/],
  ['ticking', /ticking(Ago|Wait)/],
];

/** What `views/assets/build.mjs` made of what. */
interface Manifest {
  readonly made: Readonly<Record<string, string>>;
  /** What a behaviour shares with others: files of their own, which it would ask for only when it has come. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

/** What each view loads: the styles of the rooms that it and its parts are of, and the behaviours that they have marks for. */
export class Assets {
  private readonly manifest = JSON.parse(
    readFileSync(join(assetFolder, 'manifest.json'), 'utf8'),
  ) as Manifest;
  private readonly known = new Map<string, PageAssets>();
  private readonly texts = new Map(
    readdirSync(viewFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => [file.replace(/[.]hbs$/, ''), readFileSync(join(viewFolder, file), 'utf8')]),
  );

  /** @throws Error where the assets have not been built */
  static open(): Assets {
    if (!existsSync(join(assetFolder, 'manifest.json')))
      throw new Error('The assets have not been built: run `npm run build`.');
    return new Assets();
  }

  of(view: string): PageAssets {
    const known = this.known.get(view) ?? this.find(view);
    this.known.set(view, known);
    return known;
  }

  private find(view: string): PageAssets {
    const used = new Set<string>();
    const whole = this.textOf(view, used);
    const rooms = [...new Set([...used].map((name) => `styles/${name.split('/')[0]}.css`))];
    const needed = behaviours.filter(([, mark]) => mark.test(whole)).map(([name]) => `behaviours/${name}.js`);
    return {
      icon: this.address('icon.svg'),
      theme: this.address('behaviours/theme.js'),
      styles: ['styles/common.css', ...rooms.filter((room) => room in this.manifest.made)].map((name) =>
        this.address(name),
      ),
      behaviours: needed.map((name) => this.address(name)),
      camera: needed.includes('behaviours/camera.js'),
      parts: [...new Set(needed.flatMap((name) => this.manifest.parts[name] ?? []))].map(served),
    };
  }

  private address(name: string): string {
    return served(this.manifest.made[name]!);
  }

  /** A view's text with those of all its parts, and theirs. */
  private textOf(view: string, seen = new Set<string>()): string {
    if (seen.has(view)) return '';
    seen.add(view);
    const text = this.texts.get(view) ?? '';
    const parts = [...text.matchAll(/\{\{~?#?>\s*([\w/-]+)/g)].map(([, part]) =>
      part!.replace(/([^/]+)$/, '_$1'),
    );
    return [text, ...parts.map((part) => this.textOf(part, seen))].join('\n');
  }
}
