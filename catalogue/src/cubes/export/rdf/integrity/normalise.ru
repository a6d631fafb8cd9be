# What section 10 of the recommendation adds before constraints are checked.
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?observation a qb:Observation } WHERE { { ?any qb:observation ?observation } UNION { ?observation qb:dataSet ?any } } ;
INSERT { ?dataSet a qb:DataSet } WHERE { { ?any qb:dataSet ?dataSet } UNION { ?dataSet qb:structure ?any } } ;
INSERT { ?slice a qb:Slice } WHERE { ?any qb:slice ?slice } ;
INSERT { ?structure qb:componentProperty ?property . ?property a qb:DimensionProperty } WHERE { ?structure qb:dimension ?property } ;
INSERT { ?structure qb:componentProperty ?property . ?property a qb:MeasureProperty } WHERE { ?structure qb:measure ?property } ;
INSERT { ?structure qb:componentProperty ?property . ?property a qb:AttributeProperty } WHERE { ?structure qb:attribute ?property } ;
INSERT { qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty . ?structure qb:componentProperty qb:measureType } WHERE { ?structure qb:dimension|qb:measureDimension qb:measureType } ;

# From the data set to its observations.
INSERT { ?observation ?property ?value } WHERE {
  ?component qb:componentProperty ?property ; qb:componentAttachment qb:DataSet .
  ?dataSet qb:structure/qb:component ?component ; ?property ?value .
  ?observation qb:dataSet ?dataSet .
} ;
# From the slices.
INSERT { ?observation ?property ?value } WHERE {
  ?component qb:componentProperty ?property ; qb:componentAttachment qb:Slice .
  ?dataSet qb:structure/qb:component ?component ; qb:slice ?slice .
  ?slice ?property ?value ; qb:observation ?observation .
} ;
# A dimension that slices fix.
INSERT { ?observation ?property ?value } WHERE {
  ?dataSet qb:structure/qb:component/qb:componentProperty ?property ; qb:slice ?slice .
  ?property a qb:DimensionProperty .
  ?slice ?property ?value ; qb:observation ?observation .
}
