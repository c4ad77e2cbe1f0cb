/** Who was asked. */
export type SurveyAsked = 'staff' | 'practitioners' | 'children' | 'carers';

/** Results of a survey that was held elsewhere. */
export interface SurveyRow {
  id: string;
  partnership_id: string;
  /** Beside whose returns they are read. */
  cycle_id: string;
  /** The standard set of that cycle: codes of questions live across its editions. */
  set_code: string;
  title: string;
  asked: SurveyAsked;
  /** Who held it, and where the results are. */
  source: string;
  from_on: string;
  to_on: string;
  /** Figures from fewer answers are not shown. */
  least_answers: number;
  /** Agencies see their own figures. */
  shared: number;
  withdrawn_at: string | null;
  withdrawn_because: string | null;
  withdrawn_by: string | null;
  created_by: string;
  created_at: string;
  revision: number;
}

/** One version of what one organisation's people said to one statement. */
export interface SurveyFigureRow {
  id: string;
  partnership_id: string;
  survey_id: string;
  organisation_id: string;
  /** Joins the versions of one figure. */
  series: string;
  revision: number;
  standard_code: string;
  /** Null for a figure about a standard as a whole. */
  question_code: string | null;
  statement: string;
  measure: 'share' | 'mean';
  /** Fewer answered than the survey shows: no figure is kept. */
  too_few: number;
  /** Taken out: no figure is kept in this version. */
  removed: number;
  invited: number | null;
  answered: number | null;
  agreed: number | null;
  /** Per cent who agreed, times ten. */
  agree_tenths: number | null;
  mean_hundredths: number | null;
  /** The ends of the scale that a mean is on; the higher one is the better. */
  scale_low: number | null;
  scale_high: number | null;
  /** Why it was corrected or taken out; empty in a first version. */
  reason: string;
  made_by: string;
  made_at: string;
  superseded_at: string | null;
}

/** From when on a survey says otherwise than an own rating, in a cycle. */
export interface CycleSurveyConflictRow {
  partnership_id: string;
  cycle_id: string;
  agree_under: number;
  agree_over: number;
  set_by: string;
  set_at: string;
}
