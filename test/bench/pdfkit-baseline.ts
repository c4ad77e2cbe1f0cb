import { type ChallengePackModel, type PackAgency, type PackConcern, packWords } from '../../pdf/models.ts';
import { tones } from '../../pdf/parts/theme.ts';
import { aHand, body, cellStrong, label, left, running, small, strong } from './pdfkit-hand.ts';

/**
 * The same pack drawn by hand with pdfkit: every text measured, every page break decided here. It is the floor the
 * document engine is held against; nothing but the benchmark uses it.
 */

/** Draws the pack and gives the file. */
export async function drawByHand(model: ChallengePackModel): Promise<{ bytes: Uint8Array; pages: number }> {
  const hand = aPack(model);
  hand.cover();
  hand.contents();
  hand.guide();
  for (const agency of model.agencies) hand.agency(agency);
  hand.heatmap();
  return hand.finish();
}

function aPack(model: ChallengePackModel) {
  const hand = aHand({ Title: model.title, Author: model.partnership, CreationDate: new Date(model.madeOn) });
  const { doc, newPage, put, room, line, paragraph, prose, title, markAt, denseAt, barAt, table, width, heightOf } =
    hand;
  const slots: { page: number; x: number; y: number; id: string }[] = [];

  const facts = (pairs: { label: string; value: string }[]) =>
    table(
      [
        { heading: '', width: 150 },
        { heading: '', width: width() - 150 },
      ],
      pairs.map((pair) => [pair.label, pair.value]),
    );

  const concern = (given: PackConcern) => {
    const ask = `${given.questionNumber}  ${given.question}`;
    room(heightOf(ask, strong, width() - 9) + 60);
    paragraph(ask, strong, 9);
    hand.y += 5;
    let x = left + 9;
    const chips = [
      [packWords.self, given.self],
      [packWords.previous, given.previous],
      [packWords.moderated, given.moderated],
    ] as const;
    for (const [name, mark] of chips) {
      if (mark === null) continue;
      doc.rect(x, hand.y, 100, 27).fill(tones[mark.tone].ground);
      put(name, x + 6, hand.y + 3, running, 90);
      markAt(mark, x + 6, hand.y + 13, 90);
      x += 104;
    }
    put(
      given.evidenceNumbers.length === 0 ? 'No evidence attached' : `Evidence ${given.evidenceNumbers.join(', ')}`,
      x,
      hand.y + 8,
      small,
      90,
    );
    hand.y += 34;
    if (given.moderatedReason !== null) {
      paragraph(packWords.reason, label, 9);
      prose(given.moderatedReason, body, 9);
    }
    paragraph(packWords.words, label, 9);
    prose(given.narrative ?? packWords.noWords, body, 9);
    hand.y += 8;
  };

  const runningLines = (page: number, count: number) => {
    const name = hand.pageNames[page] ?? '';
    if (name !== '') {
      put(`${model.partnership}   |   ${model.title}`, left, 34, running, width());
      put(name, left, 34, { ...running, face: 'strong' }, width(), 'right');
      line(50);
    }
    const foot = doc.page.height - 42;
    line(foot - 6);
    put(`${model.reference}   |   Version ${model.version}`, left, foot, running, width());
    put(`Page ${page + 1} of ${count}`, left, foot, running, width(), 'right');
  };

  return {
    cover() {
      hand.begin('');
      newPage();
      put(model.partnership, left, hand.y, strong, width());
      hand.y += 140;
      put(model.session.name, left, hand.y, { face: 'bold', size: 30, ratio: 1.15 }, width());
      hand.y += 60;
      facts([
        { label: 'Place', value: model.session.place },
        { label: 'Chair', value: model.session.chair },
        { label: 'Cycle', value: model.cycleTitle },
        { label: 'Standards', value: model.editionTitle },
        { label: 'Reference', value: `${model.reference}, version ${model.version}` },
        { label: 'Compiled', value: model.madeOnText },
        { label: 'Snapshot, SHA-256', value: model.snapshotHash },
      ]);
      hand.y += 18;
      paragraph(model.handling, strong);
      paragraph(`Accessible version: ${model.accessibleAddress}`, body);
    },
    contents() {
      hand.begin(packWords.contents);
      newPage();
      doc.outline.addItem(packWords.contents);
      title('contents', packWords.contents, 1);
      for (const agency of model.agencies) {
        room(22);
        put(agency.name, left, hand.y, strong, 160);
        ['', '-grid', '-concerns', '-questions', '-evidence', '-actions', '-notes'].forEach((part, at) => {
          slots.push({
            page: doc.bufferedPageRange().count - 1,
            x: left + 166 + at * 47,
            y: hand.y,
            id: `${agency.id}${part}`,
          });
        });
        hand.y += 22;
        line(hand.y - 4);
      }
    },
    guide() {
      hand.begin(packWords.agenda);
      newPage();
      doc.outline.addItem(packWords.agenda);
      title('agenda', packWords.agenda, 1);
      table(
        [
          { heading: 'Time', width: 104 },
          { heading: 'Item', width: 169 },
          { heading: 'Presenting', width: 116 },
          { heading: 'Leads the questions', width: 106 },
        ],
        model.agenda.map(({ time, subject, presenter, lead }) => [time, subject, presenter, lead]),
      );
      title('how', packWords.howToRead, 2);
      prose(model.howToRead.introduction);
      table(
        [
          { heading: 'Rating', width: 216 },
          { heading: 'What it means', width: 279 },
        ],
        model.howToRead.scale.map(({ mark, definition }) => [mark, definition]),
      );
      prose(model.howToRead.notes);
    },
    agency(agency: PackAgency) {
      hand.begin(agency.name);
      newPage();
      const outline = doc.outline.addItem(agency.name);
      const part = (id: string, text: string, level: 2 | 3 = 2) => {
        title(`${agency.id}-${id}`, text, level);
        outline.addItem(text);
      };
      title(agency.id, agency.name, 1);
      paragraph(`${agency.kind}. ${agency.duty}.`, small);
      paragraph(agency.returnStatus, strong);
      part('profile', packWords.profile);
      facts(agency.profile);
      part('grid', packWords.grid);
      table(
        [
          { heading: 'Standard', width: 123 },
          { heading: packWords.self, width: 68 },
          { heading: packWords.previous, width: 68 },
          { heading: packWords.moderated, width: 68 },
          { heading: packWords.agreed, width: 68 },
          { heading: packWords.counts, width: 100 },
        ],
        agency.grid.map((row) => [
          `${row.standardNumber}  ${row.standardTitle}`,
          row.self,
          row.previous ?? row.change,
          row.moderated,
          row.agreed,
          row.counts,
        ]),
      );
      part('concerns', packWords.concerns);
      let standard = '';
      for (const one of agency.concerns) {
        if (one.standardNumber !== standard) {
          standard = one.standardNumber;
          part(`concerns-${standard}`, `${standard}  ${one.standardTitle}`, 3);
        }
        concern(one);
      }
      part('gaps', packWords.gaps);
      table(
        [
          { heading: 'Problem', width: 62 },
          { heading: 'Question', width: 273 },
          { heading: 'What was found', width: 160 },
        ],
        agency.evidenceGaps.map((gap) => [gap.problem, `${gap.questionNumber}  ${gap.question}`, gap.detail]),
      );
      part('questions', packWords.keyLines);
      agency.keyLines.forEach((ask, at) => {
        room(50);
        paragraph(`${at + 1}  ${ask.question}`, strong);
        if (ask.reason !== null) prose(ask.reason, body, 24);
        paragraph(`${ask.about ?? ''}   |   Asked by ${ask.owner ?? ''}`, small, 24);
        hand.y += 6;
      });
      part('evidence', packWords.evidence);
      table(
        [
          { heading: 'No.', width: 28 },
          { heading: 'Title', width: 213 },
          { heading: 'Dates covered', width: 104 },
          { heading: 'How fresh', width: 74 },
          { heading: 'Supports', width: 76 },
        ],
        agency.evidence.map((entry) => [
          String(entry.number),
          `${entry.title} (${entry.form})`,
          entry.datesCovered,
          entry.freshness,
          entry.supports.join(', '),
        ]),
      );
      part('actions', packWords.actions);
      table(
        [
          { heading: 'Reference', width: 66 },
          { heading: 'Action and latest update', width: 215 },
          { heading: 'Owner', width: 80 },
          { heading: 'Due', width: 68 },
          { heading: 'State', width: 66 },
        ],
        agency.openActions.map((action) => [
          action.reference,
          [action.action, action.progress].filter((text) => text !== null).join('\n'),
          action.owner,
          action.due,
          `${action.overdue ? 'Overdue\n' : ''}${action.status}`,
        ]),
      );
      newPage();
      part('notes', packWords.notes);
      for (let at = 1; at <= 24; at += 1) line(hand.y + at * 26);
    },
    heatmap() {
      hand.begin(packWords.heatmap);
      const { agencies, standards, cells, totals, caption } = model.heatmap;
      const blocks = Math.max(1, Math.ceil(agencies.length / 12));
      for (let block = 0; block < blocks; block += 1) {
        const [from, to] = [
          Math.round((block * agencies.length) / blocks),
          Math.round(((block + 1) * agencies.length) / blocks),
        ];
        newPage('landscape');
        if (block === 0) doc.outline.addItem(packWords.heatmap);
        title(`heatmap-${block}`, packWords.heatmap, block === 0 ? 1 : 2);
        paragraph(caption, body);
        const wide = (width() - 288) / (to - from);
        agencies.slice(from, to).forEach(({ shortName }, at) => {
          put(shortName, left + 170 + at * wide, hand.y, label, wide - 2);
        });
        hand.y += 26;
        standards.forEach(({ number, title: text }, row) => {
          put(`${number}  ${text}`, left, hand.y + 3, cellStrong, 166);
          for (let at = from; at < to; at += 1) {
            const mark = cells[row]?.[at] ?? null;
            if (mark !== null) denseAt(mark, left + 170 + (at - from) * wide, hand.y, wide - 2);
          }
          barAt(totals[row] ?? [], left + width() - 114, hand.y + 1, 114);
          hand.y += 17.5;
          line(hand.y - 1);
        });
      }
    },
    async finish() {
      const { count } = doc.bufferedPageRange();
      for (const { page, x, y: at, id } of slots) {
        doc.switchToPage(page);
        put(String(hand.startsOn.get(id) ?? ''), x, at, body, 45, 'right');
        doc.goTo(x, at, 45, 14, id);
      }
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        hand.as('Artifact', () => runningLines(page, count));
      }
      return { bytes: await hand.finish(), pages: count };
    },
  };
}
