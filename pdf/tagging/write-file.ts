import layOut, { type DocumentNode } from '@react-pdf/layout';
import type { Document } from '@react-pdf/renderer';
import { Font, pdf } from '@react-pdf/renderer';
import type { ComponentProps, ReactElement } from 'react';
import { drawPages } from './draw-pages.ts';
import type { LaidOut } from './laid-out.ts';
import { withQuickFrames } from './quick-frames.ts';
import { TaggedFile } from './tagged-file.ts';

type DocumentProps = ComponentProps<typeof Document>;
type Container = { document: DocumentNode & { props: DocumentProps } };

/**
 * Lays a document out and writes it as a tagged file. The same steps as the engine's own `renderToBuffer`, which writes
 * files without tags: React's element to nodes, nodes to pages, pages to bytes.
 */
export async function writeFile(element: ReactElement<DocumentProps>): Promise<Buffer> {
  const { document }: Container = pdf(element).container;
  const { title, author, subject, language, creator, producer, creationDate, modificationDate } = document.props;
  // Its types leave out the fonts.
  const laidOut: LaidOut = await Reflect.apply(layOut, undefined, [withQuickFrames(document), Font]);
  const file = new TaggedFile({
    language,
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: creator,
      Producer: producer,
      CreationDate: creationDate,
      ModDate: modificationDate,
    },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((done) => {
    file.on('data', (chunk) => chunks.push(chunk));
    file.on('end', () => done(Buffer.concat(chunks)));
  });
  drawPages(file, laidOut);
  file.finish();
  return written;
}
