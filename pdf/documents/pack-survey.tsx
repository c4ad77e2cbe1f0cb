import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { type PackSurveyFigure, packWords, surveyFinding } from '../models.ts';
import { Table } from '../parts/table.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/* Part of an agency's section of a pack. A fragment like all parts: see `Heading`. */

/** What people said in surveys beside the ratings, each as a bar with its figure in words. */
export function SurveyFigures({ figures }: { figures: readonly PackSurveyFigure[] }) {
  const conflicts = figures.filter(({ conflict }) => conflict !== null).length;
  return (
    <>
      <Text style={[type.strong, styles.finding]}>{surveyFinding(conflicts, figures.length)}</Text>
      <Text style={[type.body, styles.finding]}>{packWords.surveyNote}</Text>
      <Table
        rows={figures}
        charactersOf={({ about, statement, figure, survey, answered, conflict }) =>
          Math.max(
            about.length + statement.length,
            figure.length + survey.length + answered.length + (conflict?.length ?? 0),
          )
        }
        columns={[
          {
            heading: packWords.statement,
            width: { share: 1 },
            strong: true,
            cell: ({ statement, about }) => `“${statement}”\n${about}`,
          },
          { heading: packWords.said, width: 190, cell: (figure) => <Said figure={figure} /> },
          { heading: packWords.self, width: 72, mark: ({ self }) => self },
          { heading: packWords.moderated, width: 72, mark: ({ moderated }) => moderated },
        ]}
      />
    </>
  );
}

function Said({ figure: { agreement, figure, answered, survey, conflict } }: { figure: PackSurveyFigure }) {
  return (
    <View style={styles.said}>
      {agreement === null ? null : <Bar agreement={agreement} />}
      <Text style={type.cell} {...tagged('P')}>
        {figure}
      </Text>
      <Text style={type.running} {...tagged('P')}>{`Answered: ${answered}. ${survey}`}</Text>
      {conflict === null ? null : <Text style={type.cellStrong} {...tagged('P')}>{`${conflict}.`}</Text>}
    </View>
  );
}

/** An outline filled as far as people agree: it reads in any print, and its figure stands under it in words. */
function Bar({ agreement }: { agreement: number }) {
  return (
    <View style={styles.frame}>
      <View style={[styles.fill, { width: (barWidth - 3) * (agreement / 100) }]} />
    </View>
  );
}

const barWidth = 150;

const styles = StyleSheet.create({
  finding: { marginBottom: 5 },
  said: { gap: 2 },
  frame: { width: barWidth, height: 10, padding: 0.75, borderWidth: 0.75, borderColor: colours.ink },
  fill: { height: 7, backgroundColor: colours.ink },
});
